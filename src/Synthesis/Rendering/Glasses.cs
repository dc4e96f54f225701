using static HyperFace.Synthesis.Rendering.Approximation;

namespace HyperFace.Synthesis.Rendering;

/// <summary>Glasses: two rims and a bridge on a slightly bent plane before the eyes, and the arms to the ears.</summary>
internal sealed class Glasses
{
    private const float PlaneZ = 3.4f;
    private const float Bend = 0.005f;

    private readonly StudioLight _light;
    private readonly Alignment _alignment;
    private readonly HeadPose _pose;
    private readonly Vector _ray;
    private readonly Vector _toLight;
    private readonly Colour _frame;
    private readonly float _centreX;
    private readonly float _centreY;
    private readonly float _halfWidth;
    private readonly float _halfHeight;
    private readonly float _round;
    private readonly float _thick;
    private readonly float _density;
    private readonly Vector[] _arms;

    public Glasses(FaceIdentity identity, HeadProfile profile, HeadPose pose, Alignment alignment, StudioLight light, float density = 0f)
    {
        GlassesTraits traits = identity.Glasses;
        _light = light;
        _density = density;
        _alignment = alignment;
        _pose = pose;
        _ray = pose.ToHead(new Vector(0f, 0f, 1f));
        _toLight = pose.ToHead(light.Direction);
        _frame = Pigment.Frame(traits);
        Exists = traits.Shape != GlassesShape.None;
        float size = 1f + (0.1f * traits.Size);
        (_halfWidth, _halfHeight, _round) = traits.Shape switch
        {
            GlassesShape.Round => (12.3f * size, 11.6f * size, 11.4f * size),
            GlassesShape.Square => (13.4f * size, 10.2f * size, 4.4f * size),
            _ => (13.6f * size, 7.2f * size, 3.8f * size),
        };
        _thick = 0.5f + (0.8f * traits.Rim);
        _centreX = MathF.Max(_halfWidth + 3.4f, 16.9f);
        _centreY = traits.Shape == GlassesShape.Narrow ? 1.8f : 1.4f;
        _arms = new Vector[4];
        for (int i = 0; i < 2; i++)
        {
            float side = i == 0 ? -1f : 1f;
            float hingeX = _centreX + _halfWidth;
            _arms[2 * i] = alignment.ToPicture(pose.ToCamera(new Vector(side * hingeX, _centreY - (0.45f * _halfHeight), Plane(hingeX) - 0.5f)));
            _arms[(2 * i) + 1] = alignment.ToPicture(pose.ToCamera(new Vector(side * (profile.Width + 1.5f), -3.5f, HeadProfile.AxisZ + 4f)));
        }
    }

    public bool Exists { get; }

    /// <summary>The arms, which lie beside the head: behind the hair and before the skin.</summary>
    public Colour Arms(float x, float y, float skinDepth, Colour behind)
    {
        for (int i = 0; i < 4; i += 2)
        {
            Vector from = _arms[i];
            Vector to = _arms[i + 1];
            float dx = to.X - from.X;
            float dy = to.Y - from.Y;
            float t = Unit((((x - from.X) * dx) + ((y - from.Y) * dy)) / ((dx * dx) + (dy * dy) + 1e-3f));
            float px = x - from.X - (t * dx);
            float py = y - from.Y - (t * dy);
            float width = (_thick + 0.25f) * _alignment.Scale;
            float cover = Step(width + 0.7f, width - 0.7f, MathF.Sqrt((px * px) + (py * py)));
            if (cover > 0f && Lerp(from.Z, to.Z, t) > skinDepth - 1.2f)
            {
                behind = behind.Mix(_light.OnSkin(new Vector(0f, -0.5f, 0.85f), 0.15f, 0.9f, _frame, 0.12f), cover);
            }
        }

        return behind;
    }

    /// <summary>Rims, bridge and lenses, which lie before all else.</summary>
    public Colour Front(float x, float y, Colour behind)
    {
        Vector origin = _pose.ToHead(_alignment.ToCamera(x, y));
        float z = PlaneZ;
        Vector hit = default;
        for (int i = 0; i < 2; i++)
        {
            hit = origin + (_ray * ((z - origin.Z) / _ray.Z));
            z = Plane(hit.X);
        }

        if (hit.Y < -18f || hit.Y > 20f || MathF.Abs(hit.X) > 40f)
        {
            return behind;
        }

        float lens = Lens(hit.X, hit.Y);
        float rim = MathF.Min(MathF.Abs(lens), Bridge(hit.X, hit.Y));
        float soft = 0.5f / _alignment.Scale;
        float inLens = Step(0.4f, -0.4f, lens);
        float streak = Step(0.15f, 0.75f, (0.045f * (hit.X + (0.9f * hit.Y))) + 0.4f - MathF.Floor((0.045f * (hit.X + (0.9f * hit.Y))) + 0.4f));
        Colour seen = (behind * (1f - (0.05f * inLens))) + (new Colour(0.02f, 0.022f, 0.026f) * (inLens * (0.4f + streak) * _light.Gain));
        if (_density > 0f)
        {
            // A dark lens shows the room in front of it, brighter above.
            float sky = Step(0.9f * _halfHeight, -0.9f * _halfHeight, hit.Y - _centreY);
            seen = seen.Mix(seen * (1f - _density), inLens) + (_light.Room(new Vector(0f, -0.4f, 0.9f), 0.05f + (0.06f * sky)) * (inLens * _density));
        }

        float cover = Step(_thick + soft, _thick - soft, rim);
        if (cover <= 0f)
        {
            return seen;
        }

        float ridge = Unit(1f - (rim / _thick));
        Vector normal = new Vector(0f, Lerp(-0.55f, 0.35f, Step(-_halfHeight, _halfHeight, hit.Y - _centreY)), 0.8f).Normalised();
        Colour metal = _light.OnSkin(normal, 0f, 0.95f, _frame * (0.8f + (0.35f * ridge)), 0.1f + (0.2f * ridge));
        return seen.Mix(metal, cover);
    }

    /// <summary>Share of the lamp that the rims take from a place on the face, 0 to 1.</summary>
    public float Shadow(Vector position)
    {
        if (_toLight.Z < 0.15f)
        {
            return 0f;
        }

        Vector hit = position + (_toLight * ((Plane(position.X) - position.Z) / _toLight.Z));
        if (hit.Y < -20f || hit.Y > 22f || MathF.Abs(hit.X) > 36f || position.Z > PlaneZ)
        {
            return 0f;
        }

        float rim = MathF.Min(MathF.Abs(Lens(hit.X, hit.Y)), Bridge(hit.X, hit.Y));
        return 0.6f * Step(_thick + 1.3f, _thick - 0.9f, rim);
    }

    private static float Plane(float x) => PlaneZ - (Bend * x * x);

    // Signed distance to the outline of the nearer lens: a rounded rectangle.
    private float Lens(float x, float y)
    {
        float dx = MathF.Abs(MathF.Abs(x) - _centreX) - (_halfWidth - _round);
        float dy = MathF.Abs(y - _centreY) - (_halfHeight - _round);
        float outX = MathF.Max(dx, 0f);
        float outY = MathF.Max(dy, 0f);
        return MathF.Sqrt((outX * outX) + (outY * outY)) + MathF.Min(MathF.Max(dx, dy), 0f) - _round;
    }

    private float Bridge(float x, float y)
    {
        float half = _centreX - _halfWidth;
        if (MathF.Abs(x) > half + 1f)
        {
            return 100f;
        }

        float t = x / (half + 1f);
        return MathF.Abs(y - (_centreY - (0.34f * _halfHeight) - (1.5f * (1f - (t * t))))) + 0.1f;
    }
}

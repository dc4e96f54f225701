using static HyperFace.Synthesis.Rendering.Approximation;

namespace HyperFace.Synthesis.Rendering;

/// <summary>The eyes: lids, lashes, white, iris, pupil and the glint of the lamp.</summary>
internal sealed class EyePaint
{
    private const float IrisRadius = 3.85f;
    private const float PupilRadius = 1.55f;

    private static readonly Colour White = Colour.Screen(238f, 234f, 228f);
    private static readonly Colour Lash = Colour.Screen(34f, 24f, 22f);

    private readonly EyeTraits _eyes;
    private readonly FaceLayout _layout;
    private readonly StudioLight _light;
    private readonly Colour _iris;
    private readonly Colour _lash;
    private readonly Colour _rose;
    private readonly float _halfWidth;
    private readonly float _upper;
    private readonly float _lower;
    private readonly float _gazeX;
    private readonly float _gazeY;
    private readonly uint _seed;

    public EyePaint(FaceIdentity identity, FaceLayout layout, in FaceVariation variation, StudioLight light)
    {
        _eyes = identity.Eyes;
        _layout = layout;
        _light = light;
        _iris = Pigment.Iris(_eyes);
        _lash = Lash.Mix(Pigment.Hair(identity.Hair), 0.2f);
        _rose = Pigment.Skin(identity.Skin) * new Colour(0.86f, 0.6f, 0.56f);
        _seed = identity.Skin.TextureSeed + 401u;
        _halfWidth = 8.9f * (1f + (0.12f * _eyes.Size));
        float open = variation.Expression.EyesOpen * (1f + (0.17f * _eyes.Openness));
        float squint = 1f - (0.16f * MathF.Max(variation.Expression.Smile, 0f));
        _upper = _halfWidth * 0.465f * open;
        _lower = _halfWidth * 0.27f * open * squint;

        // The eyes look into the camera while the head turns, so they turn the other way within it.
        _gazeX = Math.Clamp((2.6f * variation.Expression.GazeX) - (6f * Radians(variation.Yaw)), -3.4f, 3.4f);
        _gazeY = Math.Clamp(-4f * Radians(variation.Pitch), -0.8f, 0.8f);
    }

    /// <summary>Whether a place is within the lashes.</summary>
    public bool Near(float x, float y) => MathF.Abs(MathF.Abs(x) - _layout.EyeX) < 11.5f && y is > -7f and < 5f;

    public void Paint(ref SkinSample sample)
    {
        float side = sample.X < 0f ? -1f : 1f;
        float u = sample.Side - _layout.EyeX;
        if (u is < -15f or > 16f || sample.Y is < -14f or > 13f)
        {
            return;
        }

        float v = sample.Y + (0.11f * _eyes.Tilt * u) + (0.035f * u);
        float t = u / _halfWidth;
        float arc = MathF.Max(0f, 1f - (t * t));
        float round = Lerp(arc, MathF.Sqrt(arc), 0.4f);
        float upper = -_upper * round * (1f - (0.12f * t));
        float lower = _lower * Lerp(arc, MathF.Sqrt(arc), 0.2f) * (1f + (0.2f * t));
        Lids(ref sample, t, v, upper);
        float inside = MathF.Abs(t) < 1f ? MathF.Min(v - upper, lower - v) : -1f;
        float open = Step(-0.25f, 0.35f, inside);
        if (open > 0f)
        {
            Ball(ref sample, u, v, side, open, v - upper, t);
        }

        Lashes(ref sample, t, v, upper, lower);
    }

    private void Lids(ref SkinSample sample, float t, float v, float upper)
    {
        float fold = 0.5f + (0.5f * _eyes.LidFold);
        float span = t / 1.16f;
        float arc = MathF.Max(0f, 1f - (span * span));
        float crease = (-_upper * 0.93f * MathF.Sqrt(arc)) - (1.1f + (1.7f * fold)) + (0.9f * t * t);
        float strength = Step(0f, 0.25f, fold) * Step(0f, 0.3f, arc);
        float line = Hill(v - crease, 1.05f) * strength;
        sample.Albedo *= new Colour(1f - (0.42f * line), 1f - (0.52f * line), 1f - (0.52f * line));
        float above = Step(-8f, -2f, v - crease) * Step(0.6f, -0.4f, v - crease) * Hill(t, 1.5f);
        sample.Openness *= 1f - (above * (0.1f + (0.12f * (0.5f + (0.5f * _eyes.Depth)))));
        float lid = Step(crease, crease + 0.8f, v) * Step(upper + 0.6f, upper - 0.3f, v) * Hill(t, 1.25f);
        sample.Gloss += 0.06f * lid;
        float below = Hill(v - (_lower + 1.1f), 1.5f) * Hill(t, 1.1f);
        sample.Albedo *= new Colour(1f + (0.05f * below), 1f - (0.04f * below), 1f - (0.03f * below));
    }

    private void Ball(ref SkinSample sample, float u, float v, float side, float open, float belowLid, float t)
    {
        float dx = (side * u) - _gazeX;
        float dy = v + 0.5f - _gazeY;
        float r = MathF.Sqrt((dx * dx) + (dy * dy));
        float shade = Lerp(0.5f, 1f, Step(-0.4f, 2.6f, belowLid)) * (1f - (0.3f * t * t * t * t));
        Colour colour = White.Mix(_rose, 0.55f * Step(-0.72f, -0.97f, t)) * shade;
        if (r < IrisRadius + 0.7f)
        {
            float streak = ValueNoise.At(_seed, 7f * dx / (r + 0.6f), 7f * dy / (r + 0.6f));
            float glow = 1.12f + (0.2f * streak) + (0.28f * Step(-1f, 3f, dy)) - (0.25f * Step(3f, -3f, dy));
            Colour iris = _iris * glow;
            iris *= 1f - (0.62f * Step(IrisRadius - 1.1f, IrisRadius, r));
            iris = iris.Mix(Colour.Screen(10f, 9f, 10f), Step(PupilRadius + 0.35f, PupilRadius - 0.3f, r));
            colour = colour.Mix(iris * Lerp(0.62f, 1f, Step(-0.2f, 2f, belowLid)), Step(IrisRadius + 0.35f, IrisRadius - 0.35f, r));
        }

        sample.Cover(colour, open);
        sample.Gloss *= 1f - open;
        sample.Openness = Lerp(sample.Openness, 0.95f, open);
        sample.Normal = (sample.Normal * (1f - (0.6f * open)) + (new Vector(0f, 0f, 1f) * (0.6f * open))).Normalised();
        Vector lamp = _light.Direction;
        float gx = dx - (1.5f * Math.Clamp(lamp.X * 1.3f, -1f, 1f));
        float gy = dy - Math.Clamp((2f * lamp.Y) - 0.2f, -1.5f, 0.6f);
        float glint = Step(1.05f, 0.45f, MathF.Sqrt((gx * gx) + (gy * gy)));
        sample.Glint += new Colour(0.85f, 0.87f, 0.9f) * (open * glint * _light.Gain * 0.9f);
    }

    private void Lashes(ref SkinSample sample, float t, float v, float upper, float lower)
    {
        if (t is < -1.02f or > 1.2f)
        {
            return;
        }

        float outwards = Unit((t + 1f) * 0.5f);
        float wing = t > 1f ? 2.4f * (t - 1f) * _halfWidth * 0.3f : 0f;
        float thick = Lerp(0.45f, 1.25f, outwards) * Step(1.2f, 0.98f, t);
        float line = Step(thick + 0.35f, thick - 0.35f, MathF.Abs(v - upper + wing + (0.3f * thick)));
        sample.Cover(_lash, 0.88f * line * Step(-1.02f, -0.8f, t));
        float under = Hill(v - lower - 0.2f, 0.95f) * Step(-0.9f, 0.4f, t) * Step(1.05f, 0.9f, t);
        sample.Cover(_lash, 0.42f * under);
    }
}

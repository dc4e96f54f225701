using HyperFace.Synthesis.Rendering;
using static HyperFace.Synthesis.Rendering.Approximation;

namespace HyperFace.Synthesis.Occlusions;

/// <summary>Fingers of the person's own hand, coming from below: round sticks side by side, with nails.</summary>
internal sealed class HandForeground : Foreground
{
    private const int Fingers = 4;

    // How much shorter than the longest each finger is, in widths of a finger.
    private static readonly float[] Short = [0.9f, 0.1f, 0f, 0.6f];

    private readonly StudioLight _light;
    private readonly Colour _skin;
    private readonly float _tipX;
    private readonly float _tipY;
    private readonly float _downX;
    private readonly float _downY;
    private readonly float _radius;
    private readonly uint _seed;

    public HandForeground(FaceIdentity identity, FaceOcclusion occlusion, StudioLight light)
    {
        _light = light;
        _skin = Pigment.Skin(identity.Skin) * new Colour(1f, 0.95f, 0.93f);
        _tipX = 56f + (26f * occlusion.X);
        _tipY = 74f + (24f * occlusion.Y);

        // From the tips to the wrist: downwards, and away from the middle on the side where the hand is.
        float angle = Radians(0.6f * occlusion.Angle);
        _downX = -Sin(angle);
        _downY = Cos(angle);
        _radius = 3.9f + (1.5f * occlusion.Size);
        _seed = occlusion.Seed;
    }

    public override Colour Over(float x, float y, Colour behind)
    {
        float dx = x - _tipX;
        float dy = y - _tipY;
        float along = (_downX * dx) + (_downY * dy);
        float across = (_downY * dx) - (_downX * dy);
        float gap = 2.05f * _radius;
        float slot = MathF.Floor((across / gap) + (0.5f * Fingers));
        if (slot is < 0f or >= Fingers)
        {
            return Shade(behind, across, along, gap);
        }

        float middle = (slot + 0.5f - (0.5f * Fingers)) * gap;
        float beyond = along - (gap * Short[(int)slot]);
        float side = (across - middle) / _radius;
        float over = MathF.Min(beyond, 0f) / _radius;
        float distance = MathF.Sqrt((side * side) + (over * over));
        float cover = Step(1.02f, 0.9f, distance) * Step(-1.1f * _radius, -0.9f * _radius, beyond);
        if (cover <= 0f)
        {
            return Shade(behind, across, along, gap);
        }

        float across3 = Unit(1f - (distance * distance));
        Vector normal = new Vector((side * _downY) + (over * _downX), (over * _downY) - (side * _downX), 0.35f + MathF.Sqrt(across3)).Normalised();
        float knuckle = Hill(beyond - (4.6f * _radius), 1.3f) + Hill(beyond - (9.4f * _radius), 1.5f);
        float mottle = 1f + (0.04f * ValueNoise.Rough(_seed, x * 0.4f, y * 0.4f));
        Colour skin = _skin * (mottle * (1f - (0.2f * knuckle)));
        float nail = Step(1.1f, 0.8f, MathF.Sqrt((side * side * 2.4f) + ((beyond - (0.5f * _radius)) * (beyond - (0.5f * _radius)) / (_radius * _radius * 0.9f))));
        skin = skin.Mix(_skin.Mix(Colour.Screen(238f, 206f, 198f), 0.6f), nail);
        float openness = Lerp(0.6f, 1f, across3);
        return behind.Mix(_light.OnSkin(normal, 0f, openness, skin, 0.05f + (0.15f * nail)), cover);
    }

    // The hand takes a little light from what is just behind it.
    private Colour Shade(Colour behind, float across, float along, float gap)
    {
        float beside = MathF.Max(MathF.Abs(across) - (0.5f * Fingers * gap), 0f);
        float above = MathF.Max(-along - _radius, 0f);
        float near = MathF.Sqrt((beside * beside) + (above * above));
        return behind * (1f - (0.3f * Step(5f, 0.5f, near)));
    }
}

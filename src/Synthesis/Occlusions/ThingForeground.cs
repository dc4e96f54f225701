using HyperFace.Synthesis.Rendering;
using static HyperFace.Synthesis.Rendering.Approximation;

namespace HyperFace.Synthesis.Occlusions;

/// <summary>A flat thing with rounded corners and a lighter band: a phone, a card, a cup.</summary>
internal sealed class ThingForeground : Foreground
{
    private const float Corner = 2.2f;

    private readonly float _x;
    private readonly float _y;
    private readonly float _halfWidth;
    private readonly float _halfHeight;
    private readonly float _sin;
    private readonly float _cos;
    private readonly Colour _face;
    private readonly Colour _band;

    public ThingForeground(FaceOcclusion occlusion, StudioLight light)
    {
        _x = 56f + (36f * occlusion.X);
        _y = 72f + (32f * occlusion.Y);
        _halfWidth = 7f + (7f * occlusion.Size);
        _halfHeight = _halfWidth * (1.1f + (0.9f * ValueNoise.Cell(occlusion.Seed, 1, 0)));
        float angle = Radians(occlusion.Angle);
        _sin = Sin(angle);
        _cos = Cos(angle);
        Colour colour = OcclusionColour.Of(occlusion);
        var normal = new Vector(0f, 0f, 1f);
        _face = light.OnSkin(normal, 0f, 1f, colour, 0.04f);
        _band = light.OnSkin(normal, 0f, 1f, colour.Mix(Colour.Screen(225f, 225f, 222f), 0.45f), 0.04f);
    }

    public override Colour Over(float x, float y, Colour behind)
    {
        float dx = x - _x;
        float dy = y - _y;
        float u = (_cos * dx) + (_sin * dy);
        float v = (_cos * dy) - (_sin * dx);
        float overX = MathF.Max(MathF.Abs(u) - _halfWidth + Corner, 0f);
        float overY = MathF.Max(MathF.Abs(v) - _halfHeight + Corner, 0f);
        float outside = MathF.Sqrt((overX * overX) + (overY * overY)) - Corner;
        float cover = Step(0.5f, -0.5f, outside);
        if (cover <= 0f)
        {
            return behind * (1f - (0.25f * Step(4f, 0.5f, outside)));
        }

        float rim = 1f - (0.35f * Step(-1.4f, -0.2f, outside));
        float band = Step(0.5f, -0.5f, MathF.Abs(v + (0.35f * _halfHeight)) - (0.18f * _halfHeight));
        float sheen = 1f + (0.12f * (u + v) / _halfHeight);
        return behind.Mix(_face.Mix(_band, band) * (rim * sheen), cover);
    }
}

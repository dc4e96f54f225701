using static HyperFace.Synthesis.Rendering.Approximation;

namespace HyperFace.Synthesis.Rendering;

/// <summary>The eyebrows: a tapering band of single hairs.</summary>
internal sealed class BrowPaint(FaceIdentity identity, FaceLayout layout, FaceExpression expression)
{
    private readonly BrowTraits _brows = identity.Brows;
    private readonly Colour _hair = Pigment.Hair(identity.Hair with { Grey = 0.5f * identity.Hair.Grey })
        .Mix(Colour.Screen(30f, 23f, 20f), 0.34f + (0.3f * identity.Brows.Darkness));

    private readonly uint _seed = identity.Hair.StrandSeed + 91u;

    public void Paint(ref SkinSample sample)
    {
        if (sample.Y is > -3f or < -24f)
        {
            return;
        }

        float frown = MathF.Max(-expression.BrowRaise, 0f);
        float start = 5.6f + (1.6f * _brows.Gap) - (1f * frown);
        float length = 20.5f + (3f * _brows.Length);
        float t = (sample.Side - start) / length;
        if (t is < -0.12f or > 1.05f)
        {
            return;
        }

        float hump = Hill(t - 0.66f, 0.62f);
        float middle = layout.BrowY
            - ((1.6f + (1.5f * _brows.Arch)) * hump)
            + (1.2f * t * t * t)
            - (2.2f * _brows.Tilt * (t - 0.35f))
            + (1.9f * frown * (1f - Unit(1.6f * t)));
        float thick = (2f + (0.95f * _brows.Thickness)) * (0.74f + (0.4f * Hill(t - 0.28f, 0.6f)) - (0.5f * t * t));
        float d = sample.Y - middle;
        float strands = ValueNoise.At(_seed, (sample.X * 1.1f) + (d * 0.75f * (sample.X < 0f ? -1f : 1f)), d * 0.35f);
        float edge = thick - MathF.Abs(d) + (0.4f * strands);
        float cover = Step(-0.75f, 0.85f, edge) * Step(-0.1f, 0.14f, t + (0.05f * strands)) * Step(1.03f, 0.86f, t);
        float dense = 0.76f + (0.12f * _brows.Thickness) + (0.12f * strands);
        sample.Cover(_hair, cover * Unit(dense + (0.08f * _brows.Darkness)));
        sample.Gloss *= 1f - cover;
    }
}

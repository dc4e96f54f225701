using static HyperFace.Synthesis.Rendering.Approximation;

namespace HyperFace.Synthesis.Rendering;

/// <summary>The hair of the face: where it grows, how full it stands, and its colour.</summary>
internal sealed class BeardPaint(FaceIdentity identity, FaceLayout layout)
{
    private readonly BeardTraits _beard = identity.Beard;
    private readonly MouthShape _mouth = layout.Mouth;
    private readonly Colour _hair = Pigment.Hair(identity.Hair with { Grey = 0.8f * identity.Hair.Grey })
        .Mix(Colour.Screen(34f, 24f, 20f), 0.36f);

    private readonly uint _seed = identity.Hair.StrandSeed + 31u;

    /// <summary>How far the beard stands off the skin, 0 to 1.</summary>
    public float Fullness(float x, float y) => _beard.Style switch
    {
        BeardStyle.None or BeardStyle.Stubble => 0f,
        _ => _beard.Density * Grows(x, y),
    };

    public void Paint(ref SkinSample sample)
    {
        if (_beard.Style == BeardStyle.None || sample.Y < 4f)
        {
            return;
        }

        float grows = Grows(sample.X, sample.Y);
        if (grows <= 0f)
        {
            return;
        }

        float fan = sample.X * (1f - (0.006f * sample.Y));
        float strands = ValueNoise.Rough(_seed, fan * 0.95f, (sample.Y * 0.3f) + (0.2f * fan));
        if (_beard.Style == BeardStyle.Stubble)
        {
            float dots = ValueNoise.At(_seed, sample.X * 1.7f, sample.Y * 1.7f);
            sample.Cover(_hair, grows * (0.16f + (0.3f * _beard.Density)) * (1f + (0.45f * dots)));
            return;
        }

        float curls = ValueNoise.Rough(_seed + 3u, sample.X * 0.4f, sample.Y * 0.33f);
        float cover = Step(0.06f, 0.9f, grows + (0.34f * strands * (1f - (0.6f * grows)))) * (0.56f + (0.42f * _beard.Density));
        sample.Cover(_hair * (1f + (0.34f * strands) + (0.3f * curls)), Unit(cover + (0.14f * strands * cover)));
        sample.Gloss = Lerp(sample.Gloss, 0.03f, cover);
        sample.Openness *= 1f - (0.12f * cover);
    }

    private float Grows(float x, float y)
    {
        float side = MathF.Abs(x);
        float moustache = Moustache(x, side, y);
        float rest = _beard.Style switch
        {
            BeardStyle.Moustache => 0f,
            BeardStyle.Goatee => Goatee(side, y),
            _ => Full(side, y),
        };
        return MathF.Max(moustache, rest) * OffLips(x, side, y);
    }

    private float Moustache(float x, float side, float y)
    {
        float under = layout.NoseTipY + 7.2f;
        float reach = _mouth.HalfWidth + 1f + (2.2f * _beard.Extent);
        float t = side / reach;
        float low = _mouth.Top(x) + 1f + (_beard.Style == BeardStyle.Moustache ? 3f * t * t * Step(0.7f, 1f, t) : 2f * t * t);
        float high = under + (4.2f * t * t);
        float groove = 1f - (0.25f * Hill(x, 1.6f));
        return Step(-1.4f, 2.2f, y - high) * Step(-1.2f, 1.2f, low - y) * Step(1.1f, 0.82f, t) * groove;
    }

    private float Goatee(float side, float y)
    {
        float reach = 12.5f + (3.4f * _beard.Extent);
        float from = _mouth.CornerY - 3f;
        float outer = Step(2.8f, -2.6f, side - Lerp(_mouth.HalfWidth + 3f, reach, Unit((y - from) / 14f)));
        float cheeks = side > _mouth.HalfWidth + 3.4f ? 0f : 1f;
        return outer * Step(-2f, 3.5f, y - from) * MathF.Max(cheeks, Step(from + 4f, from + 8f, y));
    }

    private float Full(float side, float y)
    {
        float t = Unit((side - 9f) / 29f);
        float line = Lerp(layout.MouthY - 5f - (3f * _beard.Extent), 4f - (1.5f * _beard.Extent), t * t * (1.5f - (0.5f * t)));
        return Step(-3.5f, 5f, y - line);
    }

    // Below the lower lip a small bare patch stays on both sides of the middle tuft.
    private float OffLips(float x, float side, float y)
    {
        if (side > _mouth.HalfWidth + 2f)
        {
            return 1f;
        }

        float top = _mouth.Top(x);
        float bottom = _mouth.Bottom(x);
        float lips = Step(-0.9f, 0.4f, y - top) * Step(-1.2f, 0.3f, bottom - y) * Step(0.8f, -0.6f, side - _mouth.HalfWidth);
        float patch = 0.32f * Hill(side - 6.5f, y - (bottom + 1.8f), 4.5f, 3.2f);
        return 1f - MathF.Max(lips, patch);
    }
}

using static HyperFace.Synthesis.Rendering.Approximation;

namespace HyperFace.Synthesis.Rendering;

/// <summary>The lips, the line between them, and the teeth behind an open mouth.</summary>
internal sealed class LipPaint(FaceIdentity identity, FaceLayout layout)
{
    private static readonly Colour Tooth = Colour.Screen(232f, 226f, 214f);
    private static readonly Colour Cave = Colour.Screen(58f, 20f, 20f);
    private static readonly Colour Tongue = Colour.Screen(160f, 82f, 78f);

    private readonly MouthShape _mouth = layout.Mouth;
    private readonly Colour _lip = Pigment.Lip(identity.Skin, identity.Mouth);
    private readonly Colour _line = Pigment.Lip(identity.Skin, identity.Mouth) * new Colour(0.32f, 0.2f, 0.2f);
    private readonly uint _seed = identity.Skin.TextureSeed + 211u;

    public void Paint(ref SkinSample sample)
    {
        float side = sample.Side;
        float beyond = side - _mouth.HalfWidth;
        if (beyond > 2.5f || sample.Y < layout.MouthY - 14f || sample.Y > layout.MouthY + 22f)
        {
            return;
        }

        float y = sample.Y;
        float top = _mouth.Top(sample.X);
        float upper = _mouth.UpperEdge(sample.X);
        float lower = _mouth.LowerEdge(sample.X);
        float bottom = _mouth.Bottom(sample.X);
        float within = Step(0.2f, -1.6f, beyond);
        float lips = Step(-0.6f, 0.5f, y - top) * Step(-0.75f, 0.6f, bottom - y) * within;
        float creases = ValueNoise.At(_seed, sample.X * 0.85f, y * 0.12f);
        Colour lip = _lip * (1f + (0.06f * creases)) * (y < upper ? 0.84f : 1f);
        sample.Cover(lip, lips);
        sample.Gloss = Lerp(sample.Gloss, y > lower ? 0.16f : 0.07f, lips);
        Inside(ref sample, y - upper, lower - y, within);
        float middle = MathF.Abs(y - (lower - upper < 1f ? upper : y < 0.5f * (upper + lower) ? upper : lower));
        float line = Step(0.95f, 0.25f, middle) * Step(1f, -1f, beyond);
        sample.Cover(_line, line * (lower - upper < 1f ? 0.8f : 0.35f));
        float corner = Hill(side - _mouth.HalfWidth, y - _mouth.CornerY, 2.3f, 1.8f);
        sample.Cover(_line, 0.5f * corner);
    }

    private static void Inside(ref SkinSample sample, float below, float above, float within)
    {
        float open = Step(-0.3f, 0.5f, MathF.Min(below, above)) * within;
        if (open <= 0f)
        {
            return;
        }

        float gap = MathF.Abs((sample.Side / 3.1f) - MathF.Floor((sample.Side / 3.1f) + 0.5f));
        float teeth = Step(3.7f, 3.1f, below - (0.25f * Hill(gap, 0.2f))) * Step(12.5f, 10f, sample.Side);
        Colour tooth = Tooth * (0.86f - (0.16f * Hill(gap, 0.16f)) - (0.3f * Unit(sample.Side / 13f)));
        Colour colour = Cave.Mix(Tongue, 0.55f * Step(3.4f, 0.6f, above) * Hill(sample.X, 11f)).Mix(tooth, teeth);
        sample.Cover(colour * Lerp(0.55f, 1f, Step(0f, 1.3f, below)), open);
        sample.Gloss *= 1f - open;
        sample.Openness = Lerp(sample.Openness, 0.8f, open);
    }
}

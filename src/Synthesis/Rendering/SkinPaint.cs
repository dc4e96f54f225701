using static HyperFace.Synthesis.Rendering.Approximation;

namespace HyperFace.Synthesis.Rendering;

/// <summary>Bare skin: tone, flush, freckles, mottling and moles.</summary>
internal sealed class SkinPaint(FaceIdentity identity, FaceLayout layout)
{
    private readonly SkinTraits _skin = identity.Skin;
    private readonly Colour _tone = Pigment.Skin(identity.Skin);
    private readonly Colour _spot = Pigment.Skin(identity.Skin) * new Colour(0.5f, 0.36f, 0.28f);

    /// <summary>The plain tone, for neck and ears.</summary>
    public Colour Tone => _tone;

    public void Paint(ref SkinSample sample)
    {
        float restY = layout.RestY(sample.Y);
        float mottle = ValueNoise.Rough(_skin.TextureSeed, sample.X * 0.21f, restY * 0.21f);
        float fine = ValueNoise.At(_skin.TextureSeed + 5u, sample.X * 0.9f, restY * 0.9f);
        sample.Albedo = _tone * (1f + (0.035f * mottle) + (0.018f * fine));
        sample.Gloss = 0.05f + (0.05f * Oily(sample.Side, sample.Y));
        Flush(ref sample, mottle);
        Freckle(ref sample, restY);
        foreach (SkinMark mark in identity.Marks)
        {
            float dx = sample.X - mark.X;
            float dy = restY - mark.Y;
            float edge = mark.Radius + 0.5f;
            sample.Cover(_spot * 0.6f, 0.95f * mark.Darkness * Step(edge, edge - 0.9f, MathF.Sqrt((dx * dx) + (dy * dy))));
        }
    }

    private static float Oily(float side, float y) =>
        Hill(side, y + 24f, 26f, 16f) + (1.5f * Hill(side, y - 14f, 7f, 18f)) + Hill(side - 24f, y - 12f, 12f, 9f);

    private void Flush(ref SkinSample sample, float mottle)
    {
        float cheek = Hill(sample.Side - 24f, sample.Y - 20f, 17f, 15f);
        float nose = 0.75f * Hill(sample.X, sample.Y - layout.NoseTipY, 10f, 8f);
        float lids = 0.35f * Hill(sample.Side - layout.EyeX, sample.Y - 1f, 14f, 10f);
        float redness = (0.14f + (0.8f * _skin.Flush)) * (cheek + nose + lids) * (1f + (0.25f * mottle));
        sample.Albedo *= new Colour(1f + (0.02f * redness), 1f - (0.23f * redness), 1f - (0.19f * redness));
    }

    private void Freckle(ref SkinSample sample, float restY)
    {
        if (_skin.Freckles <= 0f)
        {
            return;
        }

        const float Spacing = 2.7f;
        float where = Hill(sample.X, restY - 12f, 42f, 27f);
        float gridX = ((0.83f * sample.X) + (0.56f * restY) + ValueNoise.At(_skin.TextureSeed + 12u, sample.X * 0.3f, restY * 0.3f)) / Spacing;
        float gridY = ((0.83f * restY) - (0.56f * sample.X) + ValueNoise.At(_skin.TextureSeed + 13u, sample.X * 0.3f, restY * 0.3f)) / Spacing;
        int column = (int)MathF.Floor(gridX);
        int row = (int)MathF.Floor(gridY);
        uint hash = ValueNoise.Hash(_skin.TextureSeed + 11u, column, row);
        float chance = (hash & 0xFF) / 255f;
        if (chance > (0.3f + (0.6f * _skin.Freckles)) * where * 1.6f)
        {
            return;
        }

        float dx = gridX - column - (0.25f + (0.5f * ((hash >> 8) & 0xFF) / 255f));
        float dy = gridY - row - (0.25f + (0.5f * ((hash >> 16) & 0xFF) / 255f));
        float dot = Step(0.2f + (0.2f * (hash >> 24) / 255f), 0.08f, MathF.Sqrt((dx * dx) + (dy * dy)));
        sample.Cover(_spot.Mix(_tone, 0.25f), dot * (0.35f + (0.4f * _skin.Freckles)));
    }
}

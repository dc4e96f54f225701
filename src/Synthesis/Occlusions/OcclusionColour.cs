using HyperFace.Synthesis.Rendering;

namespace HyperFace.Synthesis.Occlusions;

/// <summary>The colour of something that is neither skin nor hair.</summary>
internal static class OcclusionColour
{
    public static Colour Of(FaceOcclusion occlusion)
    {
        float grey = 24f + (206f * occlusion.Tone);
        float spread = 0.3f * MathF.Min(grey, 255f - grey);
        return Colour.Screen(
            grey + (spread * Hue(occlusion.Seed, 1)),
            grey + (spread * Hue(occlusion.Seed, 2)),
            grey + (spread * Hue(occlusion.Seed, 3)));
    }

    private static float Hue(uint seed, int channel) => (2f * ValueNoise.Cell(seed, channel, 7)) - 1f;
}

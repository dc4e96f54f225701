using HyperFace.Synthesis.Rendering;

namespace HyperFace.Synthesis.Occlusions;

/// <summary>Sunglasses, put on for one picture instead of the person's own glasses.</summary>
internal static class DarkGlasses
{
    /// <summary>The person as he wears them.</summary>
    public static FaceIdentity On(FaceIdentity identity, FaceOcclusion occlusion) => occlusion.Kind != OcclusionKind.DarkGlasses
        ? identity
        : identity with
        {
            Glasses = new GlassesTraits(
                Shape: ValueNoise.Cell(occlusion.Seed, 4, 0) < 0.5f ? GlassesShape.Round : GlassesShape.Square,
                Size: (2f * occlusion.Size) - 1f,
                Rim: ValueNoise.Cell(occlusion.Seed, 5, 0),
                Darkness: 1f - (0.8f * occlusion.Tone),
                Tint: (2f * ValueNoise.Cell(occlusion.Seed, 6, 0)) - 1f),
        };

    /// <summary>Share of the light that the lenses keep, 0 to 1; 0 for glasses that one sees through.</summary>
    public static float Density(FaceOcclusion occlusion) => occlusion.Kind == OcclusionKind.DarkGlasses ? 0.97f - (0.12f * occlusion.Tone) : 0f;
}

using HyperFace.Synthesis.Random;

namespace HyperFace.Synthesis.Variations;

/// <summary>Draws variations over the whole range that can be drawn.</summary>
internal static class WideDraw
{
    private const float Compressed = 0.6f;
    private const float Occluded = 0.25f;

    public static FaceVariation Draw(ulong seed)
    {
        var random = new SplitMix64(seed ^ 0x56A1_7A71_0000_0002);
        return new FaceVariation
        {
            Yaw = Math.Clamp(16f * random.Normal(), -30f, 30f),
            Pitch = Math.Clamp(7f * random.Normal(), -15f, 15f),
            Roll = Math.Clamp(2f * random.Normal(), -5f, 5f),
            Expression = DrawExpression(ref random),
            Lighting = DrawLighting(ref random),
            Exposure = random.Between(0.7f, 1.35f),
            Blur = random.Between(0f, 1.4f),
            Noise = random.Between(0f, 7f),
            ShiftX = Math.Clamp(1.1f * random.Normal(), -3f, 3f),
            ShiftY = Math.Clamp(1.1f * random.Normal(), -3f, 3f),
            Scale = Math.Clamp(1f + (0.025f * random.Normal()), 0.93f, 1.07f),
            SceneSeed = random.NextUInt64(),
            JpegQuality = random.Chance(Compressed) ? 25 + random.Below(71) : 0,
            Occlusion = random.Chance(Occluded) ? DrawOcclusion(ref random) : default,
        };
    }

    private static FaceExpression DrawExpression(ref SplitMix64 random) => new(
        Smile: Math.Clamp(0.25f + (0.5f * random.Normal()), -0.4f, 1f),
        MouthOpen: random.Chance(0.35f) ? random.Between(0.1f, 1f) : 0f,
        EyesOpen: Math.Clamp(0.98f + (0.13f * random.Normal()), 0.5f, 1.15f),
        BrowRaise: Math.Clamp(0.5f * random.Normal(), -1f, 1f),
        GazeX: Math.Clamp(0.45f * random.Normal(), -1f, 1f));

    private static FaceLighting DrawLighting(ref SplitMix64 random) => new(
        Azimuth: random.Between(-80f, 80f),
        Elevation: random.Between(-20f, 70f),
        Strength: random.Between(0.2f, 1.2f),
        Ambient: random.Between(0.2f, 0.7f),
        Warmth: Math.Clamp(0.55f * random.Normal(), -1f, 1f));

    private static FaceOcclusion DrawOcclusion(ref SplitMix64 random) => new(
        Kind: (OcclusionKind)(1 + random.Below(5)),
        X: random.Between(-1f, 1f),
        Y: random.Between(-1f, 1f),
        Size: random.NextUnit(),
        Angle: random.Between(-90f, 90f),
        Tone: random.NextUnit(),
        Seed: (uint)random.NextUInt64());
}

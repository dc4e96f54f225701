using HyperFace.Synthesis.Random;
using HyperFace.Synthesis.Variations;

namespace HyperFace.Synthesis;

/// <summary>
/// Everything that differs between two pictures of one person: pose, expression, light, camera, and the small error
/// that a face detector leaves after alignment.
/// </summary>
public readonly record struct FaceVariation
{
    /// <summary>Turn of the head, degrees; positive turns the face to the right of the picture; -30 to 30.</summary>
    public float Yaw { get; init; }

    /// <summary>Nod of the head, degrees; positive looks down; -15 to 15.</summary>
    public float Pitch { get; init; }

    /// <summary>Tilt left over after alignment, degrees, clockwise; -5 to 5.</summary>
    public float Roll { get; init; }

    /// <summary>What the face is doing.</summary>
    public FaceExpression Expression { get; init; }

    /// <summary>The light on it.</summary>
    public FaceLighting Lighting { get; init; }

    /// <summary>Factor on the light that reaches the sensor; 0.7 to 1.35, 1 is right.</summary>
    public float Exposure { get; init; }

    /// <summary>Standard deviation of the blur, in pixels of a 112 x 112 image; 0 to 1.4.</summary>
    public float Blur { get; init; }

    /// <summary>Standard deviation of the sensor noise, in grey levels of 255; 0 to 7.</summary>
    public float Noise { get; init; }

    /// <summary>Detector error sideways, in pixels of a 112 x 112 image; -3 to 3.</summary>
    public float ShiftX { get; init; }

    /// <summary>Detector error downwards, in pixels of a 112 x 112 image; -3 to 3.</summary>
    public float ShiftY { get; init; }

    /// <summary>Detector error in size, a factor; 0.93 to 1.07.</summary>
    public float Scale { get; init; }

    /// <summary>Chooses the background and the grain of the noise.</summary>
    public ulong SceneSeed { get; init; }

    /// <summary>What hides a part of the face; nothing by default.</summary>
    public FaceOcclusion Occlusion { get; init; }

    /// <summary>Quality at which the picture was compressed as JPEG, 10 to 100; 0, the default, is not at all.</summary>
    public int JpegQuality { get; init; }

    /// <summary>A frontal, sharp, well lit picture at rest.</summary>
    public static FaceVariation Frontal => new()
    {
        Expression = FaceExpression.AtRest,
        Lighting = FaceLighting.Studio,
        Exposure = 1f,
        Scale = 1f,
    };

    /// <summary>The variation of a seed: the same values on every machine.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="range">How far the values go.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="range"/> is none.</exception>
    public static FaceVariation FromSeed(ulong seed, VariationRange range) => range switch
    {
        VariationRange.Normal => FromSeed(seed),
        VariationRange.Wide => WideDraw.Draw(seed),
        _ => throw new ArgumentOutOfRangeException(nameof(range), range, $"The range is none of {string.Join(", ", Enum.GetNames<VariationRange>())}."),
    };

    /// <summary>The variation of a seed: the same values on every machine.</summary>
    /// <param name="seed">Any number.</param>
    public static FaceVariation FromSeed(ulong seed)
    {
        var random = new SplitMix64(seed ^ 0x56A1_7A71_0000_0001);
        return new FaceVariation
        {
            Yaw = Math.Clamp(11f * random.Normal(), -30f, 30f),
            Pitch = Math.Clamp(5f * random.Normal(), -15f, 15f),
            Roll = Math.Clamp(1.5f * random.Normal(), -5f, 5f),
            Expression = new FaceExpression(
                Smile: Math.Clamp(0.25f + (0.4f * random.Normal()), -0.4f, 1f),
                MouthOpen: random.Chance(0.3f) ? random.Between(0.1f, 1f) : 0f,
                EyesOpen: Math.Clamp(1f + (0.1f * random.Normal()), 0.5f, 1.15f),
                BrowRaise: Math.Clamp(0.4f * random.Normal(), -1f, 1f),
                GazeX: Math.Clamp(0.35f * random.Normal(), -1f, 1f)),
            Lighting = new FaceLighting(
                Azimuth: random.Between(-60f, 60f),
                Elevation: random.Between(0f, 55f),
                Strength: random.Between(0.35f, 1f),
                Ambient: random.Between(0.3f, 0.6f),
                Warmth: Math.Clamp(0.4f * random.Normal(), -1f, 1f)),
            Exposure = random.Between(0.75f, 1.25f),
            Blur = random.Between(0f, 1.1f),
            Noise = random.Between(0.5f, 5f),
            ShiftX = Math.Clamp(0.8f * random.Normal(), -3f, 3f),
            ShiftY = Math.Clamp(0.8f * random.Normal(), -3f, 3f),
            Scale = Math.Clamp(1f + (0.015f * random.Normal()), 0.93f, 1.07f),
            SceneSeed = random.NextUInt64(),
        };
    }
}

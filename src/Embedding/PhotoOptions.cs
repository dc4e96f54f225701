using HyperFace.Embedding.Inference;

namespace HyperFace.Embedding;

/// <summary>Which faces of a photo are taken, and how good they must be.</summary>
public sealed record PhotoOptions
{
    private const int LargestFace = 10_000;
    private const int ShortestSide = 256;
    private const int LongestSide = 65_535;

    /// <summary>Which faces are taken; <see cref="FacePolicy.ExactlyOne"/> by default.</summary>
    public FacePolicy Faces { get; init; } = FacePolicy.ExactlyOne;

    /// <summary>The least size of a face that counts (<see cref="FaceBox.Size"/>), in pixels of the photo: 1 to 10,000, 32 by default.</summary>
    public int MinFaceSize { get; init; } = 32;

    /// <summary>The least score of a face that counts: 0 to 1, 0.5 by default. What is below the detector's own threshold is not seen at all.</summary>
    public float MinScore { get; init; } = 0.5f;

    /// <summary>How good a face must be; <see cref="QualityLevel.Low"/> by default.</summary>
    public QualityLevel Quality { get; init; } = QualityLevel.Low;

    /// <summary>The numbers behind <see cref="Quality"/>; null, the default, takes those of the level (docs/quality.md).</summary>
    public QualityThresholds? Thresholds { get; init; }

    /// <summary>
    /// A JPEG or WebP photo whose longer side is at least twice as long, in pixels, is decoded at a half, a quarter or an
    /// eighth, but never below this: 256 to 65,535, 4,096 by default. Detection and alignment see the same pixels.
    /// </summary>
    public int MaxSide { get; init; } = 4096;

    /// <summary>The thresholds in force.</summary>
    public QualityThresholds EffectiveThresholds => Thresholds ?? QualityThresholds.Of(Quality);

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/>, naming the option, unless every value is in its range.</summary>
    public void Validate()
    {
        OptionChoice.Require(Faces);
        OptionChoice.Require(Quality);
        OptionRange.Require(MinFaceSize, 1, LargestFace, nameof(MinFaceSize));
        OptionRange.Require(MinScore, 0, 1, nameof(MinScore));
        OptionRange.Require(MaxSide, ShortestSide, LongestSide, nameof(MaxSide));
        Thresholds?.Validate();
    }
}

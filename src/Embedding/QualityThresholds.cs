using HyperFace.Embedding.Inference;
using HyperFace.Embedding.Quality;

namespace HyperFace.Embedding;

/// <summary>What a face must reach in each measure; null does not ask (docs/quality.md).</summary>
public sealed record QualityThresholds
{
    private const float LargestFace = 10_000;
    private const float LargestNorm = 1e6f;

    /// <summary>Least <see cref="FaceQuality.Sharpness"/>: 0 to 4.</summary>
    public float? MinSharpness { get; init; }

    /// <summary>Least <see cref="FaceQuality.Brightness"/>: 0 to 1.</summary>
    public float? MinBrightness { get; init; }

    /// <summary>Least <see cref="FaceQuality.Contrast"/>: 0 to 0.5.</summary>
    public float? MinContrast { get; init; }

    /// <summary>Most <see cref="FaceQuality.Clipped"/>: 0 to 1.</summary>
    public float? MaxClipped { get; init; }

    /// <summary>Most <see cref="FaceQuality.Yaw"/> to either side, in degrees: 0 to 180.</summary>
    public float? MaxYaw { get; init; }

    /// <summary>Most <see cref="FaceQuality.Pitch"/> up or down, in degrees: 0 to 180.</summary>
    public float? MaxPitch { get; init; }

    /// <summary>Most <see cref="FaceQuality.Roll"/> to either side, in degrees: 0 to 180.</summary>
    public float? MaxRoll { get; init; }

    /// <summary>Least <see cref="FaceQuality.FaceSize"/>, in pixels: 0 to 10,000.</summary>
    public float? MinFaceSize { get; init; }

    /// <summary>Least <see cref="FaceQuality.EyeDistance"/>, in pixels: 0 to 10,000.</summary>
    public float? MinEyeDistance { get; init; }

    /// <summary>Least <see cref="FaceQuality.Confidence"/>: 0 to 1.</summary>
    public float? MinConfidence { get; init; }

    /// <summary>Least <see cref="FaceTemplate.Norm"/>: 0 to 1,000,000. In no level, because its scale is the model's own.</summary>
    public float? MinNorm { get; init; }

    /// <summary>The thresholds of a level.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is none.</exception>
    public static QualityThresholds Of(QualityLevel level) => LevelThresholds.Of(level);

    /// <summary>In what a face falls short.</summary>
    /// <param name="quality">What was measured of it.</param>
    /// <returns>The flaws, in the order of <see cref="QualityReason"/>; none for a good face.</returns>
    public IReadOnlyList<QualityFlaw> FlawsOf(FaceQuality quality)
    {
        ArgumentNullException.ThrowIfNull(quality);
        return QualityJudge.FlawsOf(quality, this);
    }

    /// <summary>In what a template falls short: <see cref="QualityReason.LowFaceQuality"/>, or nothing.</summary>
    /// <param name="template">The template of the face.</param>
    public IReadOnlyList<QualityFlaw> FlawsOf(FaceTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        return QualityJudge.FlawsOf(template, this);
    }

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/>, naming the threshold, unless every one is in its range.</summary>
    public void Validate()
    {
        Require(MinSharpness, 4, nameof(MinSharpness));
        Require(MinBrightness, 1, nameof(MinBrightness));
        Require(MinContrast, 0.5f, nameof(MinContrast));
        Require(MaxClipped, 1, nameof(MaxClipped));
        Require(MaxYaw, 180, nameof(MaxYaw));
        Require(MaxPitch, 180, nameof(MaxPitch));
        Require(MaxRoll, 180, nameof(MaxRoll));
        Require(MinFaceSize, LargestFace, nameof(MinFaceSize));
        Require(MinEyeDistance, LargestFace, nameof(MinEyeDistance));
        Require(MinConfidence, 1, nameof(MinConfidence));
        Require(MinNorm, LargestNorm, nameof(MinNorm));
    }

    private static void Require(float? value, float max, string name)
    {
        if (value is { } given)
        {
            OptionRange.Require(given, 0, max, name);
        }
    }
}

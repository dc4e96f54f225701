namespace HyperFace.Embedding.Quality;

/// <summary>
/// The numbers behind the levels: all in one place, and in docs/quality.md. Those of the picture were set on synthetic
/// faces, those of size and pose by what is usual; whoever has photographs of their own should set their own.
/// </summary>
internal static class LevelThresholds
{
    private static readonly QualityThresholds None = new();

    private static readonly QualityThresholds Low = new()
    {
        MinSharpness = 0.13f,
        MinBrightness = 0.08f,
        MinContrast = 0.02f,
        MaxClipped = 0.6f,
        MaxYaw = 75,
        MaxPitch = 60,
        MinFaceSize = 32,
        MinEyeDistance = 10,
        MinConfidence = 0.5f,
    };

    private static readonly QualityThresholds Medium = new()
    {
        MinSharpness = 0.2f,
        MinBrightness = 0.15f,
        MinContrast = 0.04f,
        MaxClipped = 0.25f,
        MaxYaw = 45,
        MaxPitch = 35,
        MinFaceSize = 64,
        MinEyeDistance = 24,
        MinConfidence = 0.6f,
    };

    private static readonly QualityThresholds High = new()
    {
        MinSharpness = 0.28f,
        MinBrightness = 0.2f,
        MinContrast = 0.06f,
        MaxClipped = 0.1f,
        MaxYaw = 20,
        MaxPitch = 20,
        MaxRoll = 30,
        MinFaceSize = 112,
        MinEyeDistance = 45,
        MinConfidence = 0.7f,
    };

    public static QualityThresholds Of(QualityLevel level) => level switch
    {
        QualityLevel.None => None,
        QualityLevel.Low => Low,
        QualityLevel.Medium => Medium,
        QualityLevel.High => High,
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "There is no such level of quality."),
    };
}

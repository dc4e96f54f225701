namespace HyperFace.Embedding.Quality;

/// <summary>Holds what was measured of a face against thresholds.</summary>
internal static class QualityJudge
{
    public static IReadOnlyList<QualityFlaw> FlawsOf(FaceQuality quality, QualityThresholds asked)
    {
        var flaws = new List<QualityFlaw>();
        Least(QualityReason.SmallBoundingBox, "the face has {0:0} pixels", quality.FaceSize, asked.MinFaceSize);
        Least(QualityReason.SmallBoundingBox, "the eyes are {0:0.0} pixels apart", quality.EyeDistance, asked.MinEyeDistance);
        Least(QualityReason.LowConfidence, "the detector's score is {0:0.00}", quality.Confidence, asked.MinConfidence);
        Most(QualityReason.ExtremePose, "the yaw is about {0:0} degrees", quality.Yaw, asked.MaxYaw);
        Most(QualityReason.ExtremePose, "the pitch is about {0:0} degrees", quality.Pitch, asked.MaxPitch);
        Most(QualityReason.ExtremePose, "the roll is {0:0} degrees", quality.Roll, asked.MaxRoll);
        Least(QualityReason.LowSharpness, "the sharpness is {0:0.000}", quality.Sharpness, asked.MinSharpness);
        Least(QualityReason.LowBrightness, "the brightness is {0:0.000}", quality.Brightness, asked.MinBrightness);
        Most(QualityReason.PoorExposure, "the clipped share is {0:0.000}", quality.Clipped, asked.MaxClipped);
        Least(QualityReason.LowContrast, "the contrast is {0:0.000}", quality.Contrast, asked.MinContrast);
        return flaws;

        void Least(QualityReason reason, string measured, float value, float? limit)
        {
            if (value < limit)
            {
                flaws.Add(new QualityFlaw(reason, $"{Invariant(measured, value)}, at least {Invariant("{0:0.###}", limit.Value)} is needed"));
            }
        }

        void Most(QualityReason reason, string measured, float value, float? limit)
        {
            if (Math.Abs(value) > limit)
            {
                flaws.Add(new QualityFlaw(reason, $"{Invariant(measured, value)}, at most {Invariant("{0:0.###}", limit.Value)} is taken"));
            }
        }
    }

    public static IReadOnlyList<QualityFlaw> FlawsOf(FaceTemplate template, QualityThresholds asked) => template.Norm < asked.MinNorm
        ? [new QualityFlaw(QualityReason.LowFaceQuality, Invariant("the embedding's norm is {0:0.###}, at least {1:0.###} is needed", template.Norm, asked.MinNorm.Value))]
        : [];

    private static string Invariant(string format, params object[] values) => string.Format(System.Globalization.CultureInfo.InvariantCulture, format, values);
}

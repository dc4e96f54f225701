namespace HyperFace.Embedding.Inference;

/// <summary>The mean of several templates' features.</summary>
internal static class FeatureMean
{
    /// <summary>A mean this much shorter than the features is what rounding leaves of nothing.</summary>
    private const double LeastShare = 1e-6;

    public static FaceTemplate Of(IReadOnlyList<FaceTemplate> templates)
    {
        if (templates.Count == 0)
        {
            throw new ArgumentException("There are no templates to fuse.", nameof(templates));
        }

        FaceTemplate first = templates[0];
        var mean = new double[first.Vector.Length];
        double norms = 0;
        foreach (FaceTemplate template in templates)
        {
            if (template.Fingerprint != first.Fingerprint || template.Vector.Length != mean.Length)
            {
                throw new ArgumentException("Templates of different models cannot be fused.", nameof(templates));
            }

            ReadOnlySpan<float> vector = template.Vector.Span;
            for (int i = 0; i < mean.Length; i++)
            {
                mean[i] += (double)vector[i] * template.Norm / templates.Count;
            }

            norms += (double)template.Norm / templates.Count;
        }

        double norm = Math.Sqrt(mean.Sum(value => value * value));
        return double.IsFinite(norm) && norm > norms * LeastShare && (float)norm is > 0 and < float.PositiveInfinity
            ? new FaceTemplate(Array.ConvertAll(mean, value => (float)(value / norm)), (float)norm, first.Fingerprint)
            : throw new ArgumentException($"The {templates.Count} templates have no common direction: their mean is {(double.IsFinite(norm) ? "zero" : "not finite")}.", nameof(templates));
    }
}

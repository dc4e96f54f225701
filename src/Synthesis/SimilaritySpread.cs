using System.Globalization;

namespace HyperFace.Synthesis;

/// <summary>Similarities as they came out.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their standard deviation.</param>
/// <param name="Least">The least of them.</param>
/// <param name="Most">The largest.</param>
public sealed record SimilaritySpread(double Mean, double Deviation, double Least, double Most)
{
    /// <summary>The spread of these; null of none.</summary>
    public static SimilaritySpread? Of(IReadOnlyCollection<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
        {
            return null;
        }

        double mean = values.Average();
        return new SimilaritySpread(mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), values.Min(), values.Max());
    }

    /// <summary>Mean, deviation and range, three decimals.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mean:F3} ± {Deviation:F3} ({Least:F3} to {Most:F3})");
}

using System.Globalization;

namespace HyperFace.Bench.Peers.Faces;

/// <summary>Mean and standard deviation of some similarities.</summary>
internal sealed record Spread(double Mean, double Deviation, double Least, double Most)
{
    /// <summary>Of these; null of none.</summary>
    public static Spread? Of(List<double> values)
    {
        if (values.Count == 0)
        {
            return null;
        }

        double mean = values.Average();
        return new Spread(mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), values.Min(), values.Max());
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mean:F3} ± {Deviation:F3} ({Least:F3} to {Most:F3})");
}

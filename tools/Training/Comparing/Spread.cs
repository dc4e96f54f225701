using System.Globalization;

namespace HyperFace.Training.Comparing;

/// <summary>Mean and spread of a measure over seeds.</summary>
/// <param name="Values">One for each seed.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their deviation, as a sample's; 0 of a single one.</param>
internal sealed record Spread(IReadOnlyList<double> Values, double Mean, double Deviation)
{
    public static Spread Of(IReadOnlyList<double> values)
    {
        double mean = values.Average();
        return new Spread(values, mean, values.Count < 2 ? 0 : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mean:P2} ± {Deviation:P2}");
}

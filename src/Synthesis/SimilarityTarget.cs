using System.Globalization;

namespace HyperFace.Synthesis;

/// <summary>How similarities are to be spread.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their standard deviation.</param>
public readonly record struct SimilarityTarget(double Mean, double Deviation)
{
    /// <summary>Mean and deviation, three decimals.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mean:F3} ± {Deviation:F3}");
}

namespace HyperFace.Search;

/// <summary>What a code says of the similarity between a probe and a template.</summary>
/// <param name="Estimate">The likeliest similarity; rounding and chance may carry it past ±1.</param>
/// <param name="Lowest">The least that it may be, −1 or more.</param>
/// <param name="Highest">The most that it may be, 1 or less: a cut above it leaves the template out.</param>
/// <remarks>Peak, one-bit and two-bit codes are right but for a third of the index's miss probability on either side each; byte codes for certain.</remarks>
public readonly record struct CodeReading(float Estimate, float Lowest, float Highest);

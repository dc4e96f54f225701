namespace HyperFace.Search;

/// <summary>What an audit of an index found.</summary>
/// <param name="Live">Live templates.</param>
/// <param name="Linked">Of these, in the graph.</param>
/// <param name="Unreachable">Live linked templates that no path of links leads to from the entry point, on the lowest layer.</param>
/// <param name="Sampled">Templates sampled.</param>
/// <param name="SelfRecall">Share of the sample that the graph finds at rank 1 when its own vector is the probe; 1 when nothing is linked.</param>
/// <param name="MateRecall">Share of the sample for which the graph finds what a complete search finds when a disturbed copy (cosine 0.65 ± 0.13) is the probe.</param>
public sealed record IndexAudit(long Live, long Linked, long Unreachable, int Sampled, double SelfRecall, double MateRecall);

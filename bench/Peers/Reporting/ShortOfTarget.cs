namespace HyperFace.Bench.Peers.Reporting;

/// <summary>A contender that reached a target at no width, and what it reached at its widest.</summary>
internal sealed record ShortOfTarget(string Target, string Contender, double? Best);

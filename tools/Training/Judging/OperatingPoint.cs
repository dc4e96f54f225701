namespace HyperFace.Training.Judging;

/// <summary>A threshold, and what it came to.</summary>
/// <param name="TargetFpir">The FPIR that it was chosen for, on other people.</param>
/// <param name="Threshold">The similarity.</param>
/// <param name="Fpir">Share of non-mated probes that reach it.</param>
/// <param name="Fnir">Share of mated probes whose mate does not, or is not nearest.</param>
internal sealed record OperatingPoint(double TargetFpir, float Threshold, double Fpir, double Fnir);

namespace HyperFace.Search;

/// <summary>How many mates a walk finds.</summary>
/// <param name="Ef">How many templates it keeps in view.</param>
/// <param name="MateRecall">The share of sampled mated probes for which it finds at rank 1 what a complete search finds.</param>
public readonly record struct CalibrationPoint(int Ef, double MateRecall);

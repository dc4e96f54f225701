namespace HyperFace.Training.Judging;

/// <summary>What an open-set identification trial came to, one picture enrolled of each person.</summary>
/// <param name="Enrolled">People enrolled.</param>
/// <param name="Probes">Mated probes, and as many non-mated ones.</param>
/// <param name="RankOne">Share of mated probes whose nearest template is the mate's.</param>
/// <param name="Points">What thresholds came to that were chosen on other people.</param>
internal sealed record Trial(int Enrolled, int Probes, double RankOne, IReadOnlyList<OperatingPoint> Points);

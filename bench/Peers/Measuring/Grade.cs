namespace HyperFace.Bench.Peers.Measuring;

/// <summary>How good answers to mated probes are.</summary>
/// <param name="Probes">Of so many probes.</param>
/// <param name="Median">Microseconds of a search, two side by side: to choose between points, not to report.</param>
/// <param name="MateRank1">Mates at rank 1, of those that an exact search puts there.</param>
/// <param name="Recall">Of the ten most similar; null where fewer were asked for.</param>
internal sealed record Grade(int Probes, double Median, double? MateRank1, double? Recall)
{
    /// <summary>What a target is measured by.</summary>
    public double? By(Target target) => target.IsRank1 ? MateRank1 : Recall;
}

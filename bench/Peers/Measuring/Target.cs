namespace HyperFace.Bench.Peers.Measuring;

/// <summary>What a contender must reach before its speed counts.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Each">Templates that a timed search asks for.</param>
/// <param name="IsRank1">The share of mates at rank 1; else the recall of ten.</param>
/// <param name="Least">The least share.</param>
internal sealed record Target(string Name, int Each, bool IsRank1, double Least)
{
    /// <summary>The targets of the comparison.</summary>
    public static IReadOnlyList<Target> All { get; } =
    [
        new("mate at rank 1: 99 %", Each: 1, IsRank1: true, 0.99),
        new("mate at rank 1: 99.9 %", Each: 1, IsRank1: true, 0.999),
        new("recall@10 of mated probes: 0.95", Each: 10, IsRank1: false, 0.95),
        new("recall@10 of mated probes: 0.99", Each: 10, IsRank1: false, 0.99),
    ];
}

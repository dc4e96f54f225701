using HyperFace.Bench.Peers.Faces;
using HyperFace.Bench.Peers.Measuring;

namespace HyperFace.Bench.Peers.Reporting;

/// <summary>All that a run found, as it is written.</summary>
internal sealed record PeerReport
{
    public required string Data { get; init; }

    public required int Templates { get; init; }

    public required int TemplatesPerSubject { get; init; }

    public required int Dimension { get; init; }

    public required int Probes { get; init; }

    public required int Rounds { get; init; }

    public required int BuildThreads { get; init; }

    public required ulong Seed { get; init; }

    public required string Machine { get; init; }

    public required IReadOnlyList<string> Programs { get; init; }

    public required Census Similarities { get; init; }

    /// <summary>The share of mated probes that an exact search puts the mate first for.</summary>
    public required double ExactRank1 { get; init; }

    /// <summary>Memory read in order, by one thread and by two; medians over the rounds.</summary>
    public required IReadOnlyList<double> GigabytesPerSecond { get; init; }

    public required IReadOnlyList<FootprintRow> Footprints { get; init; }

    public required IReadOnlyList<PeerRow> Rows { get; init; }

    public required IReadOnlyList<ShortOfTarget> Short { get; init; }

    public required IReadOnlyList<SweepRow> Sweeps { get; init; }

    /// <summary>Mates that the certified sweep passed over; null when nobody looked.</summary>
    public required Misses? SweepMisses { get; init; }

    /// <summary>Of the result files, without a suffix.</summary>
    public string FileName(string name) => FormattableString.Invariant($"peers-{Data}-{Templates}x{TemplatesPerSubject}{(name.Length > 0 ? "-" + name : "")}");
}

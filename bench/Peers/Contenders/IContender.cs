using HyperFace.Bench.Peers.Measuring;

namespace HyperFace.Bench.Peers.Contenders;

/// <summary>An index that takes part in the comparison, open and ready.</summary>
internal interface IContender : IDisposable
{
    /// <summary>What it is, for the table.</summary>
    string Name { get; }

    /// <summary>What to choose a width from, ascending; empty where there is nothing to choose.</summary>
    IReadOnlyList<int> Widths { get; }

    /// <summary>What to choose a number of templates to compare in full from; empty where there is nothing to choose.</summary>
    IReadOnlyList<int> Reranks { get; }

    /// <summary>Only templates of this similarity are asked for; negative infinity asks for all.</summary>
    float Threshold { get; }

    /// <summary>Sweeps codes of the whole gallery: how fast that is can be held against the memory's speed.</summary>
    bool IsSweep { get; }

    /// <summary>What it cost to get here.</summary>
    Footprint Footprint { get; }

    /// <summary>Searches with <paramref name="count"/> probes of the file from <paramref name="first"/> on, one a call, so many threads side by side, for <paramref name="each"/> templates each.</summary>
    PeerRun Run(OperatingPoint point, int each, int first, int count, int threads);
}

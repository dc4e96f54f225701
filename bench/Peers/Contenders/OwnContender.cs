using HyperFace.Bench.Peers.Exact;
using HyperFace.Bench.Peers.Measuring;
using HyperFace.Search;

namespace HyperFace.Bench.Peers.Contenders;

/// <summary>The index of this house, searched in one of its ways.</summary>
internal sealed class OwnContender(string name, OwnIndex own, VectorFile probes, SearchRequest request) : IContender
{
    public string Name => name;

    public IReadOnlyList<int> Widths { get; } = request.Mode == SearchMode.Graph ? Ladder.Of(1, 4096) : [];

    public IReadOnlyList<int> Reranks => [];

    public float Threshold => request.Threshold ?? float.NegativeInfinity;

    public bool IsSweep => request.Mode == SearchMode.Certified;

    public Footprint Footprint => own.Footprint;

    /// <summary>The index itself.</summary>
    public FaceIndex Index => own.Index;

    /// <summary>Bytes of codes that a search reads, on average over the probes.</summary>
    public double CodeBytesASearch(int each)
    {
        var bytes = new CodeBytes(probes.Dimension);
        var found = new Candidate[each];
        for (int probe = 0; probe < probes.Count; probe++)
        {
            own.Index.Search(probes.Span(probe), request with { MaxCandidates = each, Trace = bytes }, found);
        }

        return bytes.ASearch;
    }

    public PeerRun Run(OperatingPoint point, int each, int first, int count, int threads)
    {
        SearchRequest asked = request with { MaxCandidates = each, Ef = point.Width };
        var series = new Series(own.Index, probes, asked, first, count);
        using var start = new Barrier(threads);
        Thread[] others = [.. Enumerable.Range(1, threads - 1).Select(_ => new Thread(() => series.Work(start)))];
        Array.ForEach(others, other => other.Start());
        long begun = series.Work(start);
        Array.ForEach(others, other => other.Join());
        return series.Ended(begun);
    }

    // The own index's ways are views of it: who made it disposes of it.
    public void Dispose()
    {
    }
}

using System.Diagnostics;
using HyperFace.Search;

namespace HyperFace.Bench.Peers;

/// <summary>The index of this house, searched in one of its ways.</summary>
internal sealed class OwnContender(string name, FaceIndex index, float[][] probes, SearchRequest request, double buildSeconds) : IContender
{
    private readonly Candidate[] _candidates = new Candidate[request.MaxCandidates];

    public string Name => name;

    public int Width { get; set; }

    public double BuildSeconds => buildSeconds;

    public double BytesByTemplate => (double)index.NativeBytes / index.Count;

    public PeerRun Run(int first, int count)
    {
        SearchRequest asked = request.Mode == SearchMode.Graph ? request with { Ef = Width } : request;
        var best = new long[count];
        var times = new double[count];
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            long begun = Stopwatch.GetTimestamp();
            SearchAnswer answer = index.Search(probes[first + i], asked, _candidates);
            times[i] = Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
            best[i] = answer.Count > 0 ? (long)_candidates[0].Template.Value : -1;
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Array.Sort(times);
        return new PeerRun(seconds, times[count / 2], times[count * 99 / 100], best);
    }
}

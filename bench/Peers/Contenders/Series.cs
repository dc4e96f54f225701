using System.Diagnostics;
using HyperFace.Bench.Peers.Exact;
using HyperFace.Bench.Peers.Measuring;
using HyperFace.Search;

namespace HyperFace.Bench.Peers.Contenders;

/// <summary>Searches of one index with a stretch of the probes; threads take the next one until there is none.</summary>
internal sealed class Series(FaceIndex index, VectorFile probes, SearchRequest request, int first, int count)
{
    private readonly long[] _found = new long[count * request.MaxCandidates];
    private readonly double[] _times = new double[count];
    private int _next = -1;

    /// <summary>Searches, on the calling thread, once all have come to the start; tells when that was.</summary>
    public long Work(Barrier start)
    {
        var candidates = new Candidate[request.MaxCandidates];
        start.SignalAndWait();
        long started = Stopwatch.GetTimestamp();
        for (int i = Interlocked.Increment(ref _next); i < count; i = Interlocked.Increment(ref _next))
        {
            long begun = Stopwatch.GetTimestamp();
            SearchAnswer answer = index.Search(probes.Span(first + i), request, candidates);
            _times[i] = Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
            Span<long> places = _found.AsSpan(i * candidates.Length, candidates.Length);
            places.Fill(-1);
            for (int place = 0; place < answer.Count; place++)
            {
                places[place] = (long)candidates[place].Template.Value;
            }
        }

        return started;
    }

    /// <summary>What came of it, all threads having ended.</summary>
    public PeerRun Ended(long started)
    {
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Array.Sort(_times);
        return new PeerRun(seconds, _times[count / 2], _times[(int)(count * 99L / 100)], request.MaxCandidates, _found);
    }
}

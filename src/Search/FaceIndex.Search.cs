using HyperFace.Search.Codes;
using HyperFace.Search.Exact;
using HyperFace.Search.Searching;
using HyperFace.Search.Sweep;
using HyperFace.Search.Vectors;

namespace HyperFace.Search;

public sealed partial class FaceIndex
{
    /// <summary>A filter of fewer subjects than one in this many live templates is swept.</summary>
    private const int SelectiveShare = 8;

    /// <summary>Fewer templates than these are not worth a thread of their own.</summary>
    private const int LeastShare = 16_384;

    /// <summary>Fewer pending templates than these are scanned: making a probe ready for a sweep takes longer.</summary>
    private const int LeastSwept = 128;

    /// <summary>Finds the subjects that resemble a probe most, best first, ties by template number.</summary>
    /// <param name="probe">The probe: <see cref="Dimension"/> floats of any length but zero.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="candidates">Receives the candidates; at least <see cref="SearchRequest.MaxCandidates"/> long.</param>
    /// <returns>How many candidates there are, and how they were found.</returns>
    /// <exception cref="InvalidTemplateException">The probe is no vector to search for.</exception>
    /// <exception cref="ArgumentException">A value of the request is out of its range, or <paramref name="candidates"/> is too short.</exception>
    /// <exception cref="ObjectDisposedException">The index was disposed.</exception>
    public SearchAnswer Search(ReadOnlySpan<float> probe, in SearchRequest request, Span<Candidate> candidates)
    {
        Validate(request, candidates.Length);
        UnitLength.Measure(probe, Dimension);
        Enter();
        try
        {
            SearchScratch scratch = _scratches.Take();
            UnitLength.Normalise(probe, scratch.ProbeSpan, Dimension);
            SearchAnswer answer = Search(scratch, request);
            scratch.Collector.CopyTo(candidates);
            _scratches.Return(scratch);
            return answer;
        }
        finally
        {
            Leave();
        }
    }

    private static void Validate(in SearchRequest request, int room)
    {
        if (request.MaxCandidates is < 1 or > SearchRequest.MaxCandidatesLimit)
        {
            throw new ArgumentOutOfRangeException(nameof(request), request.MaxCandidates, $"MaxCandidates must be 1 to {SearchRequest.MaxCandidatesLimit}.");
        }

        if (request.Ef is < 0 or > 65536)
        {
            throw new ArgumentOutOfRangeException(nameof(request), request.Ef, "Ef must be 0 to 65536.");
        }

        if (request.Threshold is { } threshold && threshold is not (>= -1 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(request), threshold, "Threshold must be −1 to 1.");
        }

        if (request.Threads is < 0 or > 1024)
        {
            throw new ArgumentOutOfRangeException(nameof(request), request.Threads, "Threads must be 0 to 1024.");
        }

        if (request.Mode is < SearchMode.Auto or > SearchMode.Certified)
        {
            throw new ArgumentOutOfRangeException(nameof(request), request.Mode, "Mode must be Auto, Exact, Graph or Certified.");
        }

        if (room < request.MaxCandidates)
        {
            throw new ArgumentException($"The span for candidates holds {room}; MaxCandidates is {request.MaxCandidates}.");
        }
    }

    private SearchAnswer Search(SearchScratch scratch, in SearchRequest request)
    {
        SearchMode mode = request.Mode == SearchMode.Auto ? Choose(request) : request.Mode;
        SearchAnswer answer = Search(scratch, request, mode);
        if (request.Mode == SearchMode.Auto && answer.Count == 0 && !answer.Complete)
        {
            // "Nobody" is said only after looking at everybody: the graph may have lost the one.
            SearchAnswer complete = Search(scratch, request, SearchMode.Certified);
            return complete with { Scored = complete.Scored + answer.Scored };
        }

        return answer;
    }

    private SearchAnswer Search(SearchScratch scratch, in SearchRequest request, SearchMode mode) => mode switch
    {
        SearchMode.Graph => SearchGraph(scratch, request),
        SearchMode.Certified when scratch.Sweep is { } sweep => SearchCertified(scratch, sweep, request),
        _ => SearchExact(scratch, request),
    };

    private SearchMode Choose(in SearchRequest request)
    {
        long count = Count;
        if (count <= _options.ExactLimit)
        {
            return SearchMode.Exact;
        }

        // A walk would mostly meet strangers to a selective filter, and has nowhere to go in a graph that is not there.
        return count <= _options.SweepLimit || _graph.LinkedSlots == 0 || (request.Filter is { } filter && filter.Count < count / SelectiveShare)
            ? SearchMode.Certified
            : SearchMode.Graph;
    }

    private unsafe SearchAnswer SearchExact(SearchScratch scratch, in SearchRequest request)
    {
        scratch.Collector.Reset(request.MaxCandidates, request.Threshold ?? float.NegativeInfinity);
        long scored = ExactScan.Run(_vectors, scratch.Probe, 0, _vectors.Count, request.Filter, scratch.Collector);
        return new SearchAnswer(scratch.Collector.Count, SearchMode.Exact, Complete: true, scored);
    }

    private unsafe SearchAnswer SearchCertified(SearchScratch scratch, CertifiedSweep sweep, in SearchRequest request)
    {
        int count = _vectors.Count;
        int threads = (int)Math.Min(request.Threads, ((long)count + LeastShare - 1) / LeastShare);
        Begin(scratch, sweep, request);
        if (threads > 1)
        {
            SweepShared(scratch, request, count, threads);
        }
        else
        {
            sweep.Run(0, count);
        }

        return Certified(scratch, count);
    }

    private unsafe void Begin(SearchScratch scratch, CertifiedSweep sweep, in SearchRequest request)
    {
        scratch.Collector.Reset(request.MaxCandidates, request.Threshold ?? float.NegativeInfinity);
        sweep.Begin(scratch.Probe, _reach, request.Filter);
    }

    private SearchAnswer Certified(SearchScratch scratch, int count) =>
        new(scratch.Collector.Count, SearchMode.Certified, Complete: true, count, _options.MissProbability);

    /// <summary>Each thread sweeps its own share with its own cut; what they keep is put together.</summary>
    private void SweepShared(SearchScratch scratch, SearchRequest request, int count, int threads)
    {
        int share = (int)((((long)count + threads - 1) / threads) + CodeStore.BlockSlots - 1) / CodeStore.BlockSlots * CodeStore.BlockSlots;
        SearchScratch[] scratches = [scratch, .. Enumerable.Range(1, threads - 1).Select(_ => _scratches.Take())];
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, t =>
        {
            SearchScratch own = scratches[t];
            if (t > 0)
            {
                scratch.ProbeSpan.CopyTo(own.ProbeSpan);
                Begin(own, own.Sweep!, request);
            }

            own.Sweep!.Run((int)Math.Min(count, (long)t * share), (int)Math.Min(count, (t + 1L) * share));
        });
        foreach (SearchScratch own in scratches.AsSpan(1))
        {
            own.Collector.CopyTo(scratch.Collector);
            _scratches.Return(own);
        }
    }

    private unsafe SearchAnswer SearchGraph(SearchScratch scratch, in SearchRequest request)
    {
        scratch.Collector.Reset(request.MaxCandidates, request.Threshold ?? float.NegativeInfinity);

        // Read before the walk: what is linked while it goes on is scanned too, rather than missed by both.
        int linked = _graph.LinkedSlots;
        int ef = Math.Max(request.Ef == 0 ? _options.Graph.EfSearch : request.Ef, request.MaxCandidates);
        long walked = linked == 0 ? 0 : _graph.Search(scratch, ef, request.Filter);
        long rest = SearchPending(scratch, request, linked, _vectors.Count);
        return new SearchAnswer(scratch.Collector.Count, SearchMode.Graph, Complete: linked == 0, walked + rest);
    }

    private unsafe long SearchPending(SearchScratch scratch, in SearchRequest request, int linked, int count)
    {
        if (scratch.Sweep is not { } sweep || count - linked < LeastSwept)
        {
            return ExactScan.Run(_vectors, scratch.Probe, linked, count, request.Filter, scratch.Collector);
        }

        // From the block's start: whom the walk offered already, the collector does not take twice.
        int from = linked / CodeStore.BlockSlots * CodeStore.BlockSlots;
        sweep.Begin(scratch.Probe, _reach, request.Filter);
        sweep.Run(from, count);
        return count - from;
    }
}

using HyperFace.Search.Searching;
using HyperFace.Search.Tracing;
using HyperFace.Search.Vectors;

namespace HyperFace.Search;

public sealed partial class FaceIndex
{
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
        int turn = Enter();
        try
        {
            SearchScratch scratch = TakeScratch(probe, request, _options.TimeProvider.GetTimestamp());
            scratch.Collector.Reset(request.MaxCandidates, request.Threshold ?? float.NegativeInfinity);
            SearchAnswer answer = Search(scratch, request, Plan(request, scratch.Collector.TakesEverybody));
            scratch.Collector.CopyTo(candidates);
            _scratches.Return(scratch);
            return answer;
        }
        finally
        {
            Leave(turn);
        }
    }

    /// <summary>A scratch made ready for a search, but for its collector. Who fails does not give it back: its state is unknown then.</summary>
    private SearchScratch TakeScratch(ReadOnlySpan<float> probe, in SearchRequest request, long began)
    {
        SearchScratch scratch = _scratches.Take();
        UnitLength.Normalise(probe, scratch.ProbeSpan, Dimension);
        scratch.Budget.Begin(_options.TimeProvider, began, request);
        scratch.Watch.Begin(request.Trace is null ? null : _options.TimeProvider);
        scratch.Moves = _moved.Count;
        return scratch;
    }

    private SearchAnswer Search(SearchScratch scratch, in SearchRequest request, SearchPlan plan)
    {
        ISearchTrace trace = request.Trace ?? NoTrace.Instance;
        trace.SearchBegun(Count, Pending, request);
        SearchAnswer answer = Search(scratch, request, plan, trace);
        if (request.Mode == SearchMode.Auto && answer.Mode == SearchMode.Graph)
        {
            // Audited whatever it found: at a threshold a walk that went astray finds nobody.
            answer = IsToBeAudited(request) ? AuditWalk(scratch, request, answer, trace) : Confirmed(scratch, request, plan, answer, trace);
        }

        trace.SearchEnded(scratch.Collector.Floor, answer);
        return answer;
    }

    /// <summary>A walk's answer where it stands by itself; else that of a wider walk, or of a sweep. Whom the walk found stays: what follows meets a floor that is the higher for it, and takes nobody twice.</summary>
    private SearchAnswer Confirmed(SearchScratch scratch, in SearchRequest request, SearchPlan plan, SearchAnswer answer, ISearchTrace trace)
    {
        ModeReason? doubt = Doubt(scratch, answer);
        for (int ef = EfOf(request); doubt == ModeReason.WalkStarved && (ef = Wider(request, ef)) > 0; doubt = Doubt(scratch, answer))
        {
            SearchAnswer wider = Search(scratch, request with { Ef = ef }, plan, trace);
            answer = wider with { Scored = wider.Scored + answer.Scored };
        }

        // A limit that a sweep would run into leaves a walk's few subjects as they are; "nobody" is never left so.
        if (doubt is null || (doubt == ModeReason.WalkStarved && plan.Reason != ModeReason.BeyondSweepLimit))
        {
            return answer;
        }

        SearchAnswer complete = Search(scratch, request, Sweep(doubt.Value), trace);
        return complete with { Scored = complete.Scored + answer.Scored };
    }

    /// <summary>A search with a limit has nothing to spend on an audit, and one with a width or recall of its own tells nothing of the others.</summary>
    private bool IsToBeAudited(in SearchRequest request) =>
        _codes is not null && request.Ef == 0 && request.MateRecall is null && request.TimeLimit is null && request.VisitLimit is null && _auditor.IsDue();

    /// <summary>How wide a walk is to be that follows one of this width; 0 where a sweep would be as fast, or the request says how wide.</summary>
    private int Wider(in SearchRequest request, int ef)
    {
        long wider = 4L * ef;
        return request.Ef == 0 && wider <= FaceIndexOptions.LargestEf && WalkAdvantage * _costs.Walk((int)wider) <= _costs.Sweep(_vectors.Count, request.Threshold is not null)
            ? (int)wider
            : 0;
    }

    /// <summary>Why a walk's answer does not stand by itself; null when it does, or when nothing may be spent on another.</summary>
    private static ModeReason? Doubt(SearchScratch scratch, in SearchAnswer answer)
    {
        if (answer.Complete || answer.StoppedBy != SearchStop.None)
        {
            return null;
        }

        // "Nobody" is said only after looking at everybody: the graph may have lost the one.
        return answer.Count == 0 ? ModeReason.NobodyFound : scratch.IsStarved ? ModeReason.WalkStarved : null;
    }

    private SearchAnswer Search(SearchScratch scratch, in SearchRequest request, SearchPlan plan, ISearchTrace trace)
    {
        trace.ModeChosen(plan.Mode, plan.Reason);
        SearchAnswer answer = plan.Mode switch
        {
            SearchMode.Graph => SearchGraph(scratch, request, trace),
            SearchMode.Certified => SearchCertified(scratch, request, trace),
            _ => SearchExact(scratch, request, trace),
        };
        return answer with { Reason = plan.Reason };
    }
}

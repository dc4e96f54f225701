using HyperFace.Search.Kernels;
using HyperFace.Search.Searching;

namespace HyperFace.Search;

public sealed partial class FaceIndex
{
    /// <summary>A filter that lets through fewer than one in this many live templates is swept.</summary>
    private const int SelectiveShare = 8;

    /// <summary>A walk must be so many times faster than a sweep: it may miss somebody, and where it finds nobody a sweep follows.</summary>
    private const double WalkAdvantage = 4;

    /// <summary>Live templates that are asked whether a filter lets them through: so many tell one in eight from one in five for certain.</summary>
    private const int SampleSize = 256;

    /// <summary>Slots drawn for the sample at most: where most are dead, that a filter lets many through is not known.</summary>
    private const int MostDraws = 4 * SampleSize;

    /// <summary>Reading the vector of a template that waits to be linked costs as much as sweeping so many: measured, 160 ns and 4.</summary>
    private const int ScanInSweeps = 32;

    /// <summary>How to search, and why so.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="everybody">Whether everybody at the threshold is asked for.</param>
    /// <param name="probes">Searches that the time limit of the request is for.</param>
    private SearchPlan Plan(in SearchRequest request, bool everybody, int probes = 1)
    {
        if (request.Mode != SearchMode.Auto)
        {
            return request.Mode == SearchMode.Certified ? Sweep(ModeReason.Requested) : new SearchPlan(request.Mode, ModeReason.Requested);
        }

        long count = Count;
        if (count <= _options.ExactLimit)
        {
            return new SearchPlan(SearchMode.Exact, ModeReason.FewTemplates);
        }

        if (everybody)
        {
            return Sweep(ModeReason.EverybodyAsked);
        }

        bool isWithinSweep = count <= _options.SweepLimit;
        ModeReason? haste = Haste(request, probes);
        if (isWithinSweep && haste is null)
        {
            return Sweep(ModeReason.WithinSweepLimit);
        }

        // A walk has nowhere to go in a graph that is not there, and would mostly meet strangers to a selective filter.
        if (_graph.LinkedSlots == 0)
        {
            return Sweep(isWithinSweep ? ModeReason.WithinSweepLimit : ModeReason.NothingLinked);
        }

        if (IsSelective(request.Who))
        {
            return Sweep(ModeReason.SelectiveFilter);
        }

        if (_codes is not null && (long)_graph.Waiting.Count * ScanInSweeps > count)
        {
            // A walk does not meet those that wait; they are compared one by one beside it, which takes longer than to sweep everybody.
            return Sweep(ModeReason.SweepAsFast);
        }

        return Objection(request) is { } objection && haste is null
            ? Sweep(objection)
            : new SearchPlan(SearchMode.Graph, haste ?? ModeReason.BeyondSweepLimit);
    }

    /// <summary>Which limit of a request would end a sweep before it is complete; null when none would.</summary>
    private ModeReason? Haste(in SearchRequest request, int probes)
    {
        int slots = _vectors.Count;
        double sweep = _costs.Sweep(slots, request.Threshold is not null) * probes / SweepThreads(request, slots);
        return request.VisitLimit < slots ? ModeReason.VisitLimit
            : request.TimeLimit is { } limit && limit.TotalNanoseconds < sweep ? ModeReason.TimeLimit
            : null;
    }

    /// <summary>Why a walk is not worth what it misses; null when it is.</summary>
    private ModeReason? Objection(in SearchRequest request)
    {
        double recall = request.MateRecall ?? _options.MateRecall;
        if (recall == 1 || (_calibration is { Points.Count: > 0 } && CalibratedEf(request) is null))
        {
            return ModeReason.RecallOutOfReach;
        }

        return _codes is not null && _calibration is { Points.Count: > 0 } && WalkAdvantage * _costs.Walk(EfOf(request)) > _costs.Sweep(_vectors.Count, request.Threshold is not null)
            ? ModeReason.SweepAsFast
            : null;
    }

    private SearchPlan Sweep(ModeReason reason) =>
        _codes is null ? new SearchPlan(SearchMode.Exact, ModeReason.NoCodes) : new SearchPlan(SearchMode.Certified, reason);

    /// <summary>
    /// Whether a filter lets through few of the live templates, told by a sample: a set may hold subjects that are not in
    /// the index, or that have many templates, and of a predicate nothing else is known.
    /// </summary>
    private bool IsSelective(SubjectFilter filter)
    {
        if (filter.LetsAllThrough)
        {
            return false;
        }

        int count = _vectors.Count;
        int asked = 0;
        int admitted = 0;
        for (int draw = 0; draw < MostDraws && asked < SampleSize; draw++)
        {
            // Drawn by a hash: every n-th slot might be the n-th of something that the filter asks for too.
            int slot = (int)(SplitMix.Mix((ulong)draw) % (ulong)count);
            if (!_vectors.IsDead(slot))
            {
                asked++;
                admitted += filter.Admits(_vectors.Subject(slot)) ? 1 : 0;
            }
        }

        return admitted * SelectiveShare < SampleSize;
    }
}

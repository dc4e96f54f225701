using HyperFace.Search.Searching;
using HyperFace.Search.Sweep;
using HyperFace.Search.Tracing;
using HyperFace.Search.Vectors;

namespace HyperFace.Search;

public sealed partial class FaceIndex
{
    /// <summary>Probes that share one pass over the codes; more of them push one another's tables out of the cache.</summary>
    private const int ProbesAPass = 16;

    /// <summary>Slots that all probes of a pass sweep before it goes on: their codes stay in the cache.</summary>
    private const int PassSlots = 4 * CertifiedSweep.StretchSlots;

    /// <summary>Finds the subjects that resemble each of many probes most. A certified sweep reads the codes once for sixteen probes; in other modes this is one search after the other.</summary>
    /// <param name="probes">The probes, one behind the other, <see cref="Dimension"/> floats each, of any length but zero.</param>
    /// <param name="request">What is asked for, of each. <see cref="SearchRequest.Threads"/> share the probes, sixteen at a time, unless there is a trace.</param>
    /// <param name="candidates">Receives the candidates of the probes, <see cref="SearchRequest.MaxCandidates"/> places for each.</param>
    /// <param name="answers">Receives an answer for each probe.</param>
    /// <exception cref="InvalidTemplateException">A probe is no vector to search for; nothing was searched.</exception>
    /// <exception cref="ArgumentException">A value of the request is out of its range, or a length does not fit the others.</exception>
    /// <exception cref="ObjectDisposedException">The index was disposed.</exception>
    public void SearchBatch(ReadOnlySpan<float> probes, in SearchRequest request, Span<Candidate> candidates, Span<SearchAnswer> answers)
    {
        int count = answers.Length;
        if (probes.Length != (long)count * Dimension || candidates.Length < (long)count * request.MaxCandidates)
        {
            throw new ArgumentException($"{count} answers need {(long)count * Dimension} floats of probes and room for {(long)count * request.MaxCandidates} candidates; there are {probes.Length} and {candidates.Length}.");
        }

        Validate(request, request.MaxCandidates);
        for (int i = 0; i < count; i++)
        {
            UnitLength.Measure(probes.Slice(i * Dimension, Dimension), Dimension);
        }

        int turn = Enter();
        try
        {
            long began = _options.TimeProvider.GetTimestamp();
            SearchRequest single = request with { Threads = 0 };
            int passes = (int)(((long)count + ProbesAPass - 1) / ProbesAPass);
            int threads = request.Trace is null ? Math.Clamp(request.Threads, 1, Math.Max(1, passes)) : 1;
            if (threads > 1)
            {
                SearchShared(passes, probes, single, began, threads, candidates, answers);
                return;
            }

            for (int pass = 0; pass < passes; pass++)
            {
                SearchPass(pass, probes, single, began, threads, candidates, answers);
            }
        }
        finally
        {
            Leave(turn);
        }
    }

    /// <summary>Each thread takes the next sixteen probes.</summary>
    private unsafe void SearchShared(int passes, ReadOnlySpan<float> probes, SearchRequest request, long began, int threads, Span<Candidate> candidates, Span<SearchAnswer> answers)
    {
        int count = answers.Length;
        int places = candidates.Length;
        fixed (float* fixedProbes = probes)
        fixed (Candidate* fixedCandidates = candidates)
        fixed (SearchAnswer* fixedAnswers = answers)
        {
            // No function may close over a span or over what is fixed; the three stay where they are until all threads are done.
            (nint probe, nint candidate, nint answer) = ((nint)fixedProbes, (nint)fixedCandidates, (nint)fixedAnswers);
            InParallel.For(passes, new ParallelOptions { MaxDegreeOfParallelism = threads }, pass => SearchPass(
                pass,
                new ReadOnlySpan<float>((float*)probe, count * Dimension),
                request,
                began,
                threads,
                new Span<Candidate>((Candidate*)candidate, places),
                new Span<SearchAnswer>((SearchAnswer*)answer, count)));
        }
    }

    private void SearchPass(int pass, ReadOnlySpan<float> probes, in SearchRequest request, long began, int threads, Span<Candidate> candidates, Span<SearchAnswer> answers)
    {
        int first = pass * ProbesAPass;
        int count = Math.Min(ProbesAPass, answers.Length - first);
        SearchPlan plan = PlanPass(request, began, (answers.Length - first + threads - 1) / threads);
        SearchPass(probes.Slice(first * Dimension, count * Dimension), request, plan, began, candidates[(first * request.MaxCandidates)..], answers.Slice(first, count));
    }

    /// <summary>Plans by the time that is left for all probes that are still to come to a thread.</summary>
    private SearchPlan PlanPass(in SearchRequest request, long began, int probes)
    {
        if (request.Mode != SearchMode.Auto || request.TimeLimit is not { } limit)
        {
            return Plan(request, everybody: false);
        }

        TimeSpan left = limit - _options.TimeProvider.GetElapsedTime(began);
        return Plan(request with { TimeLimit = left < TimeSpan.Zero ? TimeSpan.Zero : left }, everybody: false, probes);
    }

    private void SearchPass(ReadOnlySpan<float> probes, in SearchRequest request, SearchPlan plan, long began, Span<Candidate> candidates, Span<SearchAnswer> answers)
    {
        var scratches = new SearchScratch[answers.Length];
        for (int i = 0; i < scratches.Length; i++)
        {
            scratches[i] = TakeScratch(probes.Slice(i * Dimension, Dimension), request, began);
            scratches[i].Collector.Reset(request.MaxCandidates, request.Threshold ?? float.NegativeInfinity);
        }

        if (plan.Mode == SearchMode.Certified)
        {
            Sweep(scratches, request, plan, answers);
        }
        else
        {
            for (int i = 0; i < scratches.Length; i++)
            {
                answers[i] = Search(scratches[i], request, plan);
            }
        }

        for (int i = 0; i < scratches.Length; i++)
        {
            scratches[i].Collector.CopyTo(candidates[(i * request.MaxCandidates)..]);
            _scratches.Return(scratches[i]);
        }
    }

    private void Sweep(SearchScratch[] scratches, in SearchRequest request, SearchPlan plan, Span<SearchAnswer> answers)
    {
        int count = _vectors.Count;
        foreach (SearchScratch scratch in scratches)
        {
            Begin(scratch, scratch.Budget, request);
        }

        for (long from = 0; from < count; from += PassSlots)
        {
            foreach (SearchScratch scratch in scratches)
            {
                scratch.Sweep!.Run((int)from, (int)Math.Min(count, from + PassSlots));
            }
        }

        // A trace is told of one probe after the other, although they were swept together.
        ISearchTrace trace = request.Trace ?? NoTrace.Instance;
        for (int i = 0; i < scratches.Length; i++)
        {
            trace.SearchBegun(Count, Pending, request);
            trace.ModeChosen(plan.Mode, plan.Reason);
            answers[i] = Certified(scratches[i], request, scratches[i].Sweep!.End(), trace) with { Reason = plan.Reason };
            trace.SearchEnded(scratches[i].Collector.Floor, answers[i]);
        }
    }
}

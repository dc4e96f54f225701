using HyperFace.Search.Codes;
using HyperFace.Search.Searching;
using HyperFace.Search.Sweep;

namespace HyperFace.Search;

public sealed partial class FaceIndex
{
    /// <summary>Fewer templates than these are not worth a thread of their own.</summary>
    private const int LeastShare = 16_384;

    private SearchAnswer SearchCertified(SearchScratch scratch, in SearchRequest request, ISearchTrace trace)
    {
        int count = _vectors.Count;
        int threads = SweepThreads(request, count);

        // One that follows a walk meets a floor that others do not.
        bool isPlain = scratch.Collector.Count == 0 && !scratch.Collector.TakesEverybody;
        long began = _options.TimeProvider.GetTimestamp();
        SweepCounts counts = threads > 1 ? SweepShared(scratch, request, count, threads) : SweepAlone(scratch, request, count);
        if (isPlain && count >= LeastShare && request.Who.LetsAllThrough)
        {
            Note(scratch.Budget.StoppedBy, counts.Read, request.Threshold is not null, threads * _options.TimeProvider.GetElapsedTime(began).TotalNanoseconds);
        }

        return Certified(scratch, request, counts, trace);
    }

    /// <summary>Threads that share a sweep: as many as were asked for, while each has enough to do.</summary>
    private static int SweepThreads(in SearchRequest request, int count) => (int)Math.Clamp(((long)count + LeastShare - 1) / LeastShare, 1, Math.Max(1, request.Threads));

    private void Note(SearchStop stop, long read, bool hasThreshold, double nanoseconds)
    {
        if (stop == SearchStop.None)
        {
            _costs.NoteSweep(read, hasThreshold, nanoseconds);
        }
        else if (stop == SearchStop.TimeLimit && read > 0)
        {
            // What was believed of sweeps was too good: the next search with such a limit is to be planned by what they cost.
            _costs.NoteLateSweep(read, hasThreshold, nanoseconds);
        }
    }

    private unsafe void Begin(SearchScratch scratch, SearchBudget budget, in SearchRequest request) =>
        scratch.Sweep!.Begin(scratch.Probe, _bound, request.Who, budget, scratch.Watch);

    private SearchAnswer Certified(SearchScratch scratch, in SearchRequest request, in SweepCounts counts, ISearchTrace trace)
    {
        trace.StageEnded(new SearchStageReport(SearchStage.PeakCodes, counts.ReadPeaks, counts.PassedPeaks, scratch.Watch.Span(counts.PeakMoments)));
        trace.StageEnded(new SearchStageReport(SearchStage.SignCodes, counts.ReadSigns, counts.PassedSigns, scratch.Watch.Span(counts.SignMoments)));
        trace.StageEnded(new SearchStageReport(SearchStage.TwoBitCodes, counts.PassedPeaks + counts.PassedSigns, counts.PassedPairs, scratch.Watch.Span(counts.OtherMoments)));
        trace.StageEnded(new SearchStageReport(SearchStage.ByteCodes, counts.PassedPairs, counts.PassedBytes, TimeSpan.Zero));
        trace.StageEnded(new SearchStageReport(SearchStage.Vectors, counts.PassedBytes, counts.PassedVectors, TimeSpan.Zero));
        long scored = counts.Read;
        bool isComplete = TryScanMoved(scratch, request, trace, ref scored);
        SearchStop stop = scratch.Budget.StoppedBy;
        return new SearchAnswer(scratch.Collector.Seal(), SearchMode.Certified, isComplete && stop == SearchStop.None, scored, _options.MissProbability, stop);
    }

    private SweepCounts SweepAlone(SearchScratch scratch, in SearchRequest request, int count)
    {
        Begin(scratch, scratch.Budget, request);
        scratch.Sweep!.Run(0, count);
        return scratch.Sweep.End();
    }

    /// <summary>Each thread sweeps its own share with its own cut and from the common budget; what they keep is put together.</summary>
    private SweepCounts SweepShared(SearchScratch scratch, SearchRequest request, int count, int threads)
    {
        int share = (int)((((long)count + threads - 1) / threads) + CodeBlocks.Slots - 1) / CodeBlocks.Slots * CodeBlocks.Slots;
        SearchScratch[] scratches = [scratch, .. Enumerable.Range(1, threads - 1).Select(_ => _scratches.Take())];
        InParallel.For(threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, t =>
        {
            SearchScratch own = scratches[t];
            if (t > 0)
            {
                PrepareShare(scratch, own, request);
            }

            Begin(own, scratch.Budget, request);
            own.Sweep!.Run((int)Math.Min(count, (long)t * share), (int)Math.Min(count, (t + 1L) * share));

            // Here, so that no thread waits while another settles.
            own.Sweep.Settle();
        });

        SweepCounts counts = scratch.Sweep!.End();
        foreach (SearchScratch own in scratches.AsSpan(1))
        {
            counts.Add(own.Sweep!.End());
            own.Collector.MoveTo(scratch.Collector);
            _scratches.Return(own);
        }

        return counts;
    }

    private void PrepareShare(SearchScratch scratch, SearchScratch own, in SearchRequest request)
    {
        scratch.ProbeSpan.CopyTo(own.ProbeSpan);
        own.Watch.Begin(request.Trace is null ? null : _options.TimeProvider);
        if (scratch.Collector.TakesEverybody)
        {
            own.Collector.ResetForEverybody([], scratch.Collector.Floor);
        }
        else
        {
            own.Collector.Reset(request.MaxCandidates, request.Threshold ?? float.NegativeInfinity);
        }
    }
}

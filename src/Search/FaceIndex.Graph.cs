using HyperFace.Search.Codes;
using HyperFace.Search.Exact;
using HyperFace.Search.Graph;
using HyperFace.Search.Searching;
using HyperFace.Search.Sweep;

namespace HyperFace.Search;

public sealed partial class FaceIndex
{
    /// <summary>Fewer pending templates than these are scanned: making a probe ready for a sweep takes longer.</summary>
    private const int LeastSwept = 128;

    private SearchAnswer SearchGraph(SearchScratch scratch, in SearchRequest request, ISearchTrace trace)
    {
        // Read before the walk: what is linked while it goes on is scanned too, rather than missed by both.
        ReadOnlySpan<int> waiting = _graph.Waiting.Slots;
        int linked = _graph.LinkedSlots;
        long scored = 0;
        scratch.IsStarved = false;
        if (linked > 0)
        {
            int ef = EfOf(request);
            long walkBegan = _options.TimeProvider.GetTimestamp();
            WalkCounts counts = _graph.Search(scratch, ef, request.Who);
            if (counts.Walked > 0 && scratch.Pool.Count >= ef && request.Who.LetsAllThrough && scratch.Budget.StoppedBy == SearchStop.None)
            {
                _costs.NoteWalk(ef, _options.TimeProvider.GetElapsedTime(walkBegan).TotalNanoseconds);
            }

            scratch.IsStarved = counts.IsStarved;
            scratch.Budget.Spend(counts.Compared);
            trace.StageEnded(new SearchStageReport(SearchStage.GraphDescent, counts.Descended, counts.Steps, scratch.Watch.Span(counts.DescentMoments)));
            trace.StageEnded(new SearchStageReport(SearchStage.GraphWalk, counts.Walked + counts.Copies, counts.Expanded, scratch.Watch.Span(counts.WalkMoments)));
            trace.StageEnded(new SearchStageReport(SearchStage.Vectors, counts.Ranked, counts.PassedRank, scratch.Watch.Span(counts.RankMoments)));
            scored = counts.Compared;
        }

        long began = scratch.Watch.Now;
        int count = _vectors.Count;
        bool isSwept = scratch.Sweep is not null && count - linked >= LeastSwept;
        ScanCounts rest = (isSwept ? SweepPending(scratch, request, linked, count) : Scan(scratch, request, linked, count)) + Scan(scratch, request, waiting);
        trace.StageEnded(new SearchStageReport(SearchStage.PendingScan, rest.Scored, rest.Passed, scratch.Watch.Span(scratch.Watch.Now - began)));
        bool isWhole = TryScanMoved(scratch, request, trace, ref scored);
        SearchStop stop = scratch.Budget.StoppedBy;
        bool isComplete = isWhole && linked == 0 && stop == SearchStop.None;
        return new SearchAnswer(scratch.Collector.Seal(), SearchMode.Graph, isComplete, scored + rest.Scored, isComplete && isSwept ? _options.MissProbability : 0, stop);
    }

    private ScanCounts SweepPending(SearchScratch scratch, in SearchRequest request, int linked, int count)
    {
        CertifiedSweep sweep = scratch.Sweep!;

        // From the block's start: whom the walk offered already, the collector does not take twice.
        Begin(scratch, scratch.Budget, request);
        sweep.Run(linked / CodeBlocks.Slots * CodeBlocks.Slots, count);
        SweepCounts counts = sweep.End();
        return new ScanCounts { Scored = counts.Read, Passed = counts.PassedVectors };
    }
}

using HyperFace.Search.Exact;
using HyperFace.Search.Searching;

namespace HyperFace.Search;

public sealed partial class FaceIndex
{
    private SearchAnswer SearchExact(SearchScratch scratch, in SearchRequest request, ISearchTrace trace)
    {
        long began = scratch.Watch.Now;
        ScanCounts counts = Scan(scratch, request, 0, _vectors.Count);
        trace.StageEnded(new SearchStageReport(SearchStage.ExactScan, counts.Scored, counts.Passed, scratch.Watch.Span(scratch.Watch.Now - began)));
        long scored = counts.Scored;
        bool isComplete = TryScanMoved(scratch, request, trace, ref scored);
        SearchStop stop = scratch.Budget.StoppedBy;
        return new SearchAnswer(scratch.Collector.Seal(), SearchMode.Exact, isComplete && stop == SearchStop.None, scored, StoppedBy: stop);
    }

    private unsafe ScanCounts Scan(SearchScratch scratch, in SearchRequest request, int from, int to) =>
        new ExactScan(_vectors, scratch.Probe, request.Who, scratch.Collector).Run(from, to, scratch.Budget);

    private unsafe ScanCounts Scan(SearchScratch scratch, in SearchRequest request, ReadOnlySpan<int> slots) =>
        new ExactScan(_vectors, scratch.Probe, request.Who, scratch.Collector).Run(slots, scratch.Budget);
}

using HyperFace.Search.Exact;
using HyperFace.Search.Searching;

namespace HyperFace.Search;

public sealed partial class FaceIndex
{
    private const int MovedATurn = 64;

    private readonly MovedTemplates _moved = new();

    /// <summary>
    /// Compares the templates that updates have moved since the search began: it may have passed the new slot before, and the
    /// old one after the move. Goes on until there was no move since it last looked.
    /// </summary>
    /// <param name="scratch">The search.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="trace">Is told if there were any.</param>
    /// <param name="scored">Grows by how many were compared.</param>
    /// <returns>Whether all were looked at: false when there were more of them than are remembered, or a limit of the request came first.</returns>
    private bool TryScanMoved(SearchScratch scratch, in SearchRequest request, ISearchTrace trace, ref long scored)
    {
        if (_moved.Count == scratch.Moves)
        {
            return true;
        }

        long began = scratch.Watch.Now;
        ScanCounts counts = default;
        bool isWhole = true;
        while (isWhole && _moved.Count != scratch.Moves)
        {
            isWhole = TryScanSomeMoved(scratch, request, _moved.Count, ref counts) && scratch.Budget.StoppedBy == SearchStop.None;
        }

        trace.StageEnded(new SearchStageReport(SearchStage.PendingScan, counts.Scored, counts.Passed, scratch.Watch.Span(scratch.Watch.Now - began)));
        scored += counts.Scored;
        return isWhole;
    }

    private bool TryScanSomeMoved(SearchScratch scratch, in SearchRequest request, long moves, ref ScanCounts counts)
    {
        Span<int> slots = stackalloc int[(int)Math.Min(MovedATurn, moves - scratch.Moves)];
        if (!_moved.TryCopy(scratch.Moves, slots))
        {
            scratch.Moves = moves;
            return false;
        }

        scratch.Moves += slots.Length;
        int kept = 0;
        foreach (int slot in slots)
        {
            // Whom the search found in the old slot it has: a template is one candidate, also where it changed its subject.
            if (!_vectors.IsDead(slot) && !scratch.Collector.Holds(_vectors.Template(slot)))
            {
                slots[kept++] = slot;
            }
        }

        counts += Scan(scratch, request, slots[..kept]);
        return true;
    }
}

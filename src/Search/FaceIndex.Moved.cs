using HyperFace.Search.Searching;

namespace HyperFace.Search;

public sealed partial class FaceIndex
{
    private const int MovedATurn = 64;

    private readonly MovedTemplates _moved = new();

    /// <summary>
    /// Compares the templates that updates have moved since the search began: it may have passed the new slot before, and the
    /// old one after the move. Goes on until there was no move since it last looked. Returns how many were compared.
    /// </summary>
    private long ScanMoved(SearchScratch scratch, in SearchRequest request)
    {
        long scored = 0;
        while (_moved.Count != scratch.Moves && scratch.Budget.StoppedBy == SearchStop.None)
        {
            scored += ScanSomeMoved(scratch, request, _moved.Count);
        }

        return scored;
    }

    private long ScanSomeMoved(SearchScratch scratch, in SearchRequest request, long moves)
    {
        Span<int> slots = stackalloc int[(int)Math.Min(MovedATurn, moves - scratch.Moves)];
        if (_moved.TryCopy(scratch.Moves, slots))
        {
            scratch.Moves += slots.Length;
            return Scan(scratch, request, slots).Scored;
        }

        // More than are remembered: everybody is looked at, for the old slots are not known.
        scratch.Moves = moves;
        return Scan(scratch, request, 0, _vectors.Count).Scored;
    }
}

using HyperFace.Search.Graph;

namespace HyperFace.Search;

public sealed partial class FaceIndex
{
    /// <summary>
    /// Checks the graph: can every live template be reached, and are sampled ones found? Linking and saving wait for the
    /// first question, and it waits for them; searches, additions and removals go on.
    /// </summary>
    /// <param name="sampleCount">Templates to sample, 1 or more; no more than there are.</param>
    /// <param name="seed">Chooses them: the same seed and index give the same audit.</param>
    /// <param name="cancellation">Stops the audit.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sampleCount"/> is not positive.</exception>
    /// <exception cref="SnapshotFormatException">A live template of a snapshot that was not verified has no vector.</exception>
    /// <exception cref="OperationCanceledException">The audit was stopped.</exception>
    /// <exception cref="ObjectDisposedException">The index was disposed.</exception>
    public IndexAudit Audit(int sampleCount, ulong seed, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleCount, 1);
        (int turn, int linked, List<int> lost) = EnterAndLookForLost();
        try
        {
            int[] live = [.. Enumerable.Range(0, linked).Where(slot => !_vectors.IsDead(slot) && _graph.Links.Level(slot) != LinkStore.Unlinked)];
            long unreachable = lost.Sum(LiveTemplates);
            new Random(Folded(seed)).Shuffle(live);
            int[] sample = live[..Math.Min(sampleCount, live.Length)];
            int self = 0;
            int mate = 0;
            foreach (int slot in sample)
            {
                cancellation.ThrowIfCancellationRequested();
                self += FindsSame(WholeVector(slot)) ? 1 : 0;
                mate += FindsSame(MatedProbe(slot, sample, seed)) ? 1 : 0;
            }

            return new IndexAudit(Count, live.Length, unreachable, sample.Length, Share(self, sample.Length), Share(mate, sample.Length));
        }
        finally
        {
            Leave(turn);
        }
    }

    /// <summary>Counts a call in, and finds the nodes that no path leads to.</summary>
    private (int Turn, int Linked, List<int> Lost) EnterAndLookForLost()
    {
        lock (_linking)
        {
            int turn = Enter();
            try
            {
                int linked = _graph.LinkedSlots;
                return (turn, linked, Reachability.NotReached(_graph.Links, Reachability.From(_graph.Links, _graph.EntrySlot, linked)));
            }
            catch
            {
                Leave(turn);
                throw;
            }
        }
    }

    /// <summary>Live templates of a node and its chain.</summary>
    private long LiveTemplates(int node)
    {
        long live = 0;
        for (int slot = node; slot != LinkStore.NoSlot; slot = _graph.Links.NextInChain(slot))
        {
            live += _vectors.IsDead(slot) ? 0 : 1;
        }

        return live;
    }

    private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;

    /// <summary>Whether the graph's best is as good as that of a complete search: compared by similarity, so that equal templates count as one.</summary>
    private bool FindsSame(ReadOnlySpan<float> probe)
    {
        Span<Candidate> best = stackalloc Candidate[1];
        var request = new SearchRequest { MaxCandidates = 1, Mode = SearchMode.Certified };
        if (Search(probe, request, best).Count == 0)
        {
            // Everybody was removed meanwhile.
            return true;
        }

        float complete = best[0].Similarity;
        SearchAnswer answer = Search(probe, request with { Mode = SearchMode.Graph }, best);
        return answer.Count > 0 && best[0].Similarity >= complete;
    }

    /// <summary>The vector of a live template, which a snapshot that was not checked whole may lack.</summary>
    private ReadOnlySpan<float> WholeVector(int slot)
    {
        ReadOnlySpan<float> vector = UnitVector(slot);
        return vector.ContainsAnyExcept(0f) ? vector : throw Damaged($"has no vector in slot {slot}");
    }

    private unsafe ReadOnlySpan<float> UnitVector(int slot) => new(_vectors.Vector(slot), Dimension);
}

using HyperFace.Search.Graph;

namespace HyperFace.Search;

public sealed partial class FaceIndex
{
    /// <summary>A disturbed copy lies at about this cosine from its template: where HyperFace's mated pairs lie on average.</summary>
    private const double DisturbedCosine = 0.65;

    /// <summary>
    /// Checks the graph: can every live template be reached, and are sampled ones found? Linking and saving wait for the
    /// first question, and it waits for them; searches, additions and removals go on.
    /// </summary>
    /// <param name="sampleCount">Templates to sample, 1 or more; no more than there are.</param>
    /// <param name="seed">Chooses them: the same seed and index give the same audit.</param>
    /// <param name="cancellation">Stops the audit.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sampleCount"/> is not positive.</exception>
    /// <exception cref="OperationCanceledException">The audit was stopped.</exception>
    /// <exception cref="ObjectDisposedException">The index was disposed.</exception>
    public IndexAudit Audit(int sampleCount, ulong seed, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleCount, 1);
        Enter();
        try
        {
            int linked;
            List<int> lost;
            lock (_linking)
            {
                linked = _graph.LinkedSlots;
                lost = Reachability.NotReached(_graph.Links, Reachability.From(_graph.Links, _graph.EntrySlot, linked));
            }

            int[] live = [.. Enumerable.Range(0, linked).Where(slot => !_vectors.IsDead(slot))];
            long unreachable = lost.Sum(LiveTemplates);
            var random = new Random(unchecked((int)(seed ^ (seed >> 32))));
            random.Shuffle(live);
            int sampled = Math.Min(sampleCount, live.Length);
            int self = 0;
            int mate = 0;
            foreach (int slot in live.AsSpan(0, sampled))
            {
                cancellation.ThrowIfCancellationRequested();
                float[] probe = VectorOf(slot);
                self += FindsSame(probe) ? 1 : 0;
                Disturb(probe, random);
                mate += FindsSame(probe) ? 1 : 0;
            }

            return new IndexAudit(Count, live.Length, unreachable, sampled, Share(self, sampled), Share(mate, sampled));
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Live templates with the vector of a node.</summary>
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

    /// <summary>Adds isotropic noise until the copy lies at <see cref="DisturbedCosine"/> from the original.</summary>
    private static void Disturb(Span<float> vector, Random random)
    {
        double sigma = Math.Sqrt(((1 / (DisturbedCosine * DisturbedCosine)) - 1) / vector.Length);
        foreach (ref float value in vector)
        {
            // Box and Muller, 1958.
            double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            value += (float)(sigma * radius * Math.Cos(2 * Math.PI * random.NextDouble()));
        }
    }

    /// <summary>Whether the graph's best is as good as the scan's: compared by similarity, so that equal templates count as one.</summary>
    private bool FindsSame(ReadOnlySpan<float> probe)
    {
        Span<Candidate> best = stackalloc Candidate[1];
        var request = new SearchRequest { MaxCandidates = 1, Mode = SearchMode.Exact };
        if (Search(probe, request, best).Count == 0)
        {
            // Everybody was removed meanwhile.
            return true;
        }

        float exact = best[0].Similarity;
        SearchAnswer answer = Search(probe, request with { Mode = SearchMode.Graph }, best);
        return answer.Count > 0 && best[0].Similarity >= exact;
    }

    private unsafe float[] VectorOf(int slot) => new ReadOnlySpan<float>(_vectors.Vector(slot), Dimension).ToArray();
}

using HyperFace.Search.Graph;

namespace HyperFace.Search;

public sealed partial class FaceIndex
{
    /// <summary>A disturbed copy lies at about this cosine from its template: where HyperFace's mated pairs lie on average.</summary>
    private const double DisturbedCosine = 0.65;

    /// <summary>Checks the graph: can every live template be reached, and are sampled ones found?</summary>
    /// <param name="sampleCount">Templates to sample, 1 or more; no more than there are.</param>
    /// <param name="seed">Chooses them: the same seed and index give the same audit.</param>
    /// <param name="cancellation">Stops the audit.</param>
    /// <exception cref="ObjectDisposedException">The index was disposed.</exception>
    public IndexAudit Audit(int sampleCount, ulong seed, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleCount, 1);
        Enter();
        try
        {
            int linked = _graph.LinkedSlots;
            long unreachable = Reachability.Unreachable(_graph.Links, _graph.EntrySlot, linked, cancellation).LongCount(slot => !_vectors.IsDead(slot));
            int[] live = [.. Enumerable.Range(0, linked).Where(slot => !_vectors.IsDead(slot))];
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
        Search(probe, request, best);
        float exact = best[0].Similarity;
        SearchAnswer answer = Search(probe, request with { Mode = SearchMode.Graph }, best);
        return answer.Count > 0 && best[0].Similarity >= exact;
    }

    private unsafe float[] VectorOf(int slot) => new ReadOnlySpan<float>(_vectors.Vector(slot), Dimension).ToArray();
}

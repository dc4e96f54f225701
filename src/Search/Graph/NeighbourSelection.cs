namespace HyperFace.Search.Graph;

/// <summary>
/// The selection heuristic of HNSW (Malkov and Yashunin, Algorithm 4): from candidates sorted best first, a candidate
/// is kept only if it is nearer to the node than to every one kept before it.
/// </summary>
internal static class NeighbourSelection
{
    /// <summary>Moves the neighbours kept to the front of <paramref name="neighbours"/>, which are sorted; returns how many, at most <paramref name="room"/>.</summary>
    /// <remarks>
    /// A candidate as near to a kept one as to the node is dropped: copies of one face must not fill a list. Two settled
    /// candidates passed the test against each other when their list was chosen, and would pass it again.
    /// </remarks>
    public static int Select(GraphMetric metric, Span<Neighbour> neighbours, int room)
    {
        int count = 0;
        for (int i = 0; i < neighbours.Length && count < room; i++)
        {
            Neighbour candidate = neighbours[i];
            GraphProbe probe = metric.Of(candidate.Slot);
            bool diverse = true;
            for (int j = 0; j < count && diverse; j++)
            {
                Neighbour kept = neighbours[j];
                diverse = (candidate.IsSettled && kept.IsSettled)
                    || metric.Similarity(probe, kept.Slot) < candidate.Similarity;
            }

            if (diverse)
            {
                neighbours[count++] = candidate;
            }
        }

        return count;
    }
}

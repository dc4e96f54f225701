using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using HyperFace.Search.Kernels;
using HyperFace.Search.Searching;

namespace HyperFace.Search.Graph;

internal sealed unsafe partial class HnswGraph
{
    private const int MaxLinksOfANode = 256;
    private const int CacheLine = 64;

    /// <summary>Cache lines fetched ahead of a vector: the hardware follows on by itself after the first few.</summary>
    private const int PrefetchLines = 4;

    /// <summary>
    /// Walks the graph towards the probe in <paramref name="scratch"/> and offers every template it scores to the
    /// collector. Removed and filtered templates are walked through. Returns how many were scored.
    /// </summary>
    public long Search(SearchScratch scratch, int ef, SubjectSet? filter)
    {
        (int entry, int level) = Entry;
        if (entry < 0)
        {
            return 0;
        }

        float* probe = scratch.Probe;
        scratch.Visited.Begin(_vectors.Count);
        scratch.Pool.Reset(ef);
        int start = entry;
        float similarity = Descend(probe, ref start, level, 0);
        scratch.Visited.Mark(start);
        Meet(scratch, start, similarity, filter);
        long scored = 1;
        if (scratch.Visited.Mark(entry))
        {
            // All nodes can be reached from the entry point, not from wherever the descent ended: a walk that keeps
            // everything in view must meet everything.
            Meet(scratch, entry, DotProduct.Of(probe, _vectors.Vector(entry), _vectors.Stride), filter);
            scored++;
        }

        int* unseen = stackalloc int[MaxLinksOfANode];
        while (scratch.Pool.TryExpand(out int node))
        {
            int count = GatherUnseen(scratch.Visited, _links.Links(node, 0), unseen);
            for (int i = 0; i < count; i++)
            {
                if (i + 1 < count)
                {
                    Prefetch(unseen[i + 1]);
                }

                Meet(scratch, unseen[i], DotProduct.Of(probe, _vectors.Vector(unseen[i]), _vectors.Stride), filter);
            }

            scored += count;
        }

        return scored;
    }

    /// <summary>Fills the pool with the nodes of one layer that are nearest to <paramref name="probe"/>, dead or not.</summary>
    private void SearchLayer(float* probe, SearchScratch scratch, int entry, float similarity, int ef, int layer)
    {
        scratch.Visited.Begin(_vectors.Count);
        scratch.Visited.Mark(entry);
        scratch.Pool.Reset(ef);
        scratch.Pool.Offer(similarity, entry, accepted: true);
        int* unseen = stackalloc int[MaxLinksOfANode];
        while (scratch.Pool.TryExpand(out int node))
        {
            int count = GatherUnseen(scratch.Visited, _links.Links(node, layer), unseen);
            for (int i = 0; i < count; i++)
            {
                if (i + 1 < count)
                {
                    Prefetch(unseen[i + 1]);
                }

                scratch.Pool.Offer(DotProduct.Of(probe, _vectors.Vector(unseen[i]), _vectors.Stride), unseen[i], accepted: true);
            }
        }
    }

    /// <summary>Goes greedily from <paramref name="node"/> down to above <paramref name="target"/>; returns the similarity of where it ends.</summary>
    private float Descend(float* probe, ref int node, int level, int target)
    {
        float best = DotProduct.Of(probe, _vectors.Vector(node), _vectors.Stride);
        for (int layer = level; layer > target; layer--)
        {
            bool nearer = true;
            while (nearer)
            {
                nearer = false;
                ReadOnlySpan<int> links = _links.Links(node, layer);
                for (int i = 0; i < links.Length; i++)
                {
                    int neighbour = Volatile.Read(in links[i]);
                    float similarity = DotProduct.Of(probe, _vectors.Vector(neighbour), _vectors.Stride);
                    if (similarity > best)
                    {
                        best = similarity;
                        node = neighbour;
                        nearer = true;
                    }
                }
            }
        }

        return best;
    }

    /// <summary>Takes a scored node, and every template with the same vector, into account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Meet(SearchScratch scratch, int slot, float similarity, SubjectSet? filter)
    {
        bool accepted = Accept(scratch, slot, similarity, filter);
        for (int twin = _links.NextInChain(slot); twin != LinkStore.NoSlot; twin = _links.NextInChain(twin))
        {
            accepted |= Accept(scratch, twin, similarity, filter);
        }

        scratch.Pool.Offer(similarity, slot, accepted);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Accept(SearchScratch scratch, int slot, float similarity, SubjectSet? filter)
    {
        if (_vectors.IsDead(slot))
        {
            return false;
        }

        uint subject = _vectors.Subject(slot);
        if (filter is not null && !filter.Contains(new SubjectKey(subject)))
        {
            return false;
        }

        scratch.Collector.Offer(similarity, subject, _vectors.Template(slot));
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int GatherUnseen(VisitedMarks visited, ReadOnlySpan<int> links, int* unseen)
    {
        int count = 0;
        for (int i = 0; i < links.Length; i++)
        {
            int neighbour = Volatile.Read(in links[i]);
            if (visited.Mark(neighbour))
            {
                if (count == 0)
                {
                    Prefetch(neighbour);
                }

                unseen[count++] = neighbour;
            }
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Prefetch(int slot)
    {
        if (Sse.IsSupported)
        {
            var vector = (byte*)_vectors.Vector(slot);
            for (int line = 0; line < PrefetchLines; line++)
            {
                Sse.Prefetch0(vector + (line * CacheLine));
            }
        }
    }
}

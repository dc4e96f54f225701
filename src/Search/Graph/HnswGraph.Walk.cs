using System.Runtime.CompilerServices;
using HyperFace.Search.Kernels;
using HyperFace.Search.Searching;

namespace HyperFace.Search.Graph;

internal sealed unsafe partial class HnswGraph
{
    private const int MaxLinksOfANode = 256;
    /// <summary>Nodes that are sent for before they are compared.</summary>
    private const int Ahead = 4;

    /// <summary>
    /// Walks the graph towards the probe in <paramref name="scratch"/> and offers the templates that it ends among to the
    /// collector. Removed and filtered templates are walked through. Returns how many were compared.
    /// </summary>
    public long Search(SearchScratch scratch, int ef, SubjectSet? filter)
    {
        (int entry, int level) = Entry;
        if (entry < 0)
        {
            return 0;
        }

        GraphProbe probe = ProbeOf(scratch);
        scratch.Visited.Begin(_vectors.Count);
        scratch.Pool.Reset(ef);
        int start = entry;
        float similarity = Descend(probe, ref start, level, 0);
        scratch.Visited.Mark(start);
        Meet(scratch, start, similarity, filter);
        long compared = 1;
        if (scratch.Visited.Mark(entry))
        {
            // All nodes can be reached from the entry point, not from wherever the descent ended: a walk that keeps
            // everything in view must meet everything.
            Meet(scratch, entry, _metric.Similarity(probe, entry), filter);
            compared++;
        }

        int* unseen = stackalloc int[MaxLinksOfANode];
        while (scratch.Pool.TryExpand(out int node))
        {
            if (scratch.Pool.Next is >= 0 and int next)
            {
                _links.Prefetch(next);
            }

            int count = GatherUnseen(scratch.Visited, _links.Links(node, 0), unseen);
            for (int i = 0; i < count; i++)
            {
                if (i + Ahead < count)
                {
                    _metric.Prefetch(unseen[i + Ahead]);
                }

                Meet(scratch, unseen[i], _metric.Similarity(probe, unseen[i]), filter);
            }

            compared += count;
        }

        Rank(scratch, filter);
        return compared;
    }

    /// <summary>The probe of a search: its byte code, where nodes have codes.</summary>
    private static GraphProbe ProbeOf(SearchScratch scratch)
    {
        if (scratch.Sweep is not { } sweep)
        {
            return GraphProbe.Of(scratch.Probe);
        }

        sweep.Probe.SetBytes(scratch.ProbeSpan);
        return GraphProbe.Of(sweep.Probe.Bytes, sweep.Probe.ByteCode.Scale);
    }

    /// <summary>Offers the nodes in view to the collector, by their vectors; those that their codes put too far below its floor are not read.</summary>
    private void Rank(SearchScratch scratch, SubjectSet? filter)
    {
        float error = _codes is null ? 0 : scratch.Sweep!.Probe.ErrorOf(_codes.LargestError);
        ReadOnlySpan<int> slots = scratch.Pool.Slots;
        ReadOnlySpan<float> similarities = scratch.Pool.Similarities;
        for (int i = 0; i < slots.Length && similarities[i] + error >= scratch.Collector.Floor; i++)
        {
            float similarity = _codes is null ? similarities[i] : DotProduct.Of(scratch.Probe, _vectors.Vector(slots[i]), _vectors.Stride);
            for (int slot = slots[i]; slot != LinkStore.NoSlot; slot = _links.NextInChain(slot))
            {
                if (Admits(slot, filter))
                {
                    scratch.Collector.Offer(similarity, _vectors.Subject(slot), _vectors.Template(slot));
                }
            }
        }
    }

    /// <summary>Fills the pool with the nodes of one layer that are nearest to <paramref name="probe"/>, dead or not.</summary>
    private void SearchLayer(GraphProbe probe, SearchScratch scratch, int entry, float similarity, int ef, int layer)
    {
        scratch.Visited.Begin(_vectors.Count);
        scratch.Visited.Mark(entry);
        scratch.Pool.Reset(ef);
        scratch.Pool.Offer(similarity, entry, accepted: true);
        int* unseen = stackalloc int[MaxLinksOfANode];
        while (scratch.Pool.TryExpand(out int node))
        {
            if (layer == 0 && scratch.Pool.Next is >= 0 and int next)
            {
                _links.Prefetch(next);
            }

            int count = GatherUnseen(scratch.Visited, _links.Links(node, layer), unseen);
            for (int i = 0; i < count; i++)
            {
                if (i + Ahead < count)
                {
                    _metric.Prefetch(unseen[i + Ahead]);
                }

                scratch.Pool.Offer(_metric.Similarity(probe, unseen[i]), unseen[i], accepted: true);
            }
        }
    }

    /// <summary>Goes greedily from <paramref name="node"/> down to above <paramref name="target"/>; returns the similarity of where it ends.</summary>
    private float Descend(GraphProbe probe, ref int node, int level, int target)
    {
        float best = _metric.Similarity(probe, node);
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
                    float similarity = _metric.Similarity(probe, neighbour);
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

    /// <summary>Takes a compared node into view; it counts there if it, or any template with the same vector, may be a candidate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Meet(SearchScratch scratch, int slot, float similarity, SubjectSet? filter)
    {
        scratch.Pool.Offer(similarity, slot, accepted: Admits(slot, filter) || AdmitsTwin(slot, filter));
    }

    /// <summary>Asked only where the node itself is not admitted: the chain lies where the links do, and reading it costs a walk much.</summary>
    private bool AdmitsTwin(int slot, SubjectSet? filter)
    {
        int twin = _links.NextInChain(slot);
        while (twin != LinkStore.NoSlot && !Admits(twin, filter))
        {
            twin = _links.NextInChain(twin);
        }

        return twin != LinkStore.NoSlot;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Admits(int slot, SubjectSet? filter) =>
        !_vectors.IsDead(slot) && (filter is null || filter.Contains(new SubjectKey(_vectors.Subject(slot))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int GatherUnseen(VisitedMarks visited, ReadOnlySpan<int> links, int* unseen)
    {
        int count = 0;
        for (int i = 0; i < links.Length; i++)
        {
            int neighbour = Volatile.Read(in links[i]);
            if (visited.Mark(neighbour))
            {
                if (count < Ahead)
                {
                    _metric.Prefetch(neighbour);
                }

                unseen[count++] = neighbour;
            }
        }

        return count;
    }
}

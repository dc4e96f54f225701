using HyperFace.Search.Searching;

namespace HyperFace.Search.Graph;

internal sealed partial class HnswGraph
{
    /// <summary>Nodes linked against one frozen graph, at most, and at most this share of the slots that stand.</summary>
    private const int MaxBatch = 1024;

    private const int BatchShare = 16;

    private readonly DuplicateTable _duplicates;

    /// <summary>
    /// Links waiting slots, and pending ones below <paramref name="end"/>, in batches. Each batch finds its neighbours in the
    /// graph as it stood before, in parallel; the links back are then granted target by target in a fixed order. So the graph
    /// depends on input and seed alone, not on threads, and walks that go on meanwhile meet only nodes that stand. Before
    /// that, what was removed is taken out of the lists that lead to it.
    /// </summary>
    /// <returns>Slots to which nothing leads any more, rising; once no walk that began before stands on them they are to be given to <see cref="Clear"/>.</returns>
    public int[] Link(int end, int threads, ScratchPool scratches, IProgress<long>? progress, CancellationToken cancellation)
    {
        _links.Reserve(end);
        _duplicates.Restore(LinkedSlots);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        try
        {
            int[] detached = Detach(scratches, parallel);
            LinkWaiting(scratches, parallel, cancellation);
            while (LinkedSlots < end)
            {
                cancellation.ThrowIfCancellationRequested();
                int first = LinkedSlots;
                int count = Math.Min(BatchSize, end - first);
                IsCutShort = true;
                LinkBatch(Place([.. Enumerable.Range(first, count)]), scratches, parallel);
                Volatile.Write(ref _linkedSlots, first + count);
                IsCutShort = false;
                progress?.Report(first + count);
            }

            return detached;
        }
        finally
        {
            // However the linking ended: what counts as linked is no longer scanned, so it must be reached.
            Repair(scratches);
        }
    }

    /// <summary>Whether a batch failed in the middle: some links lead to its nodes already, and the next linking takes it up again.</summary>
    public bool IsCutShort { get; private set; }

    private int BatchSize => Math.Clamp(LinkedSlots / BatchShare, 1, MaxBatch);

    private void LinkWaiting(ScratchPool scratches, ParallelOptions parallel, CancellationToken cancellation)
    {
        while (Waiting.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            ReadOnlySpan<int> waiting = Waiting.Slots;
            int[] batch = waiting[..Math.Min(BatchSize, waiting.Length)].ToArray();
            IsCutShort = true;
            LinkBatch(Place(batch), scratches, parallel);
            _needsRepair = true;

            // Only now: a search looks at those who wait before it walks, and so misses nobody.
            Waiting.Skip(batch.Length);
            IsCutShort = false;
        }
    }

    /// <summary>
    /// Gives the batch's nodes their levels; copies of nodes that stand go into chains, and the dead stay out. A batch
    /// that was cut short (memory ran out) is taken up again as it was placed.
    /// </summary>
    internal List<int> Place(ReadOnlySpan<int> slots)
    {
        var nodes = new List<int>(slots.Length);
        foreach (int slot in slots)
        {
            int level = _links.Level(slot);
            if (level == LinkStore.Unlinked && !_vectors.IsDead(slot))
            {
                int twin = _duplicates.FindOrAdd(slot);
                if (twin >= 0)
                {
                    _links.Chain(slot, twin);
                    continue;
                }

                level = NodeLevel.Of(_vectors.Template(slot), _parameters.Seed, _parameters.M);
                _links.Place(slot, level);
            }

            if (level >= 0 && !IsDetached(slot))
            {
                nodes.Add(slot);
            }
        }

        return nodes;
    }

    private void LinkBatch(List<int> nodes, ScratchPool scratches, ParallelOptions parallel)
    {
        if (nodes.Count == 0)
        {
            return;
        }

        if (EntrySlot < 0)
        {
            // The first node has nothing to link to; the others of its batch have it.
            Entry = (nodes[0], _links.Level(nodes[0]));
            nodes.RemoveAt(0);
        }

        (int entry, int top) = Entry;
        var requests = new LinkRequest[nodes.Count][];
        InParallel.For(nodes.Count, parallel, i =>
        {
            SearchScratch scratch = scratches.Take();
            requests[i] = LinkForward(nodes, i, entry, top, scratch);
            scratches.Return(scratch);
        });
        GrantBackLinks([.. requests.SelectMany(request => request)], scratches, parallel);

        foreach (int node in nodes)
        {
            if (_links.Level(node) > Entry.Level)
            {
                Entry = (node, _links.Level(node));
            }
        }
    }

    /// <summary>Finds the neighbours of one node and writes its own lists; returns what it asks of them.</summary>
    private LinkRequest[] LinkForward(List<int> nodes, int index, int entry, int top, SearchScratch scratch)
    {
        int node = nodes[index];
        GraphProbe probe = ProbeOf(node, scratch);
        int lowest = Math.Min(_links.Level(node), top);
        var requests = new List<LinkRequest>((lowest + 1) * _parameters.M);
        Span<int> kept = stackalloc int[_parameters.M];
        float similarity = Descend(probe, ref entry, top, lowest);
        for (int layer = lowest; layer >= 0; layer--)
        {
            SearchLayer(probe, scratch, entry, similarity, _parameters.EfConstruction, layer);
            (entry, similarity) = (scratch.Pool.Slots[0], scratch.Pool.Similarities[0]);
            OfferBatchMates(nodes, index, layer, scratch);
            Span<Neighbour> neighbours = NeighboursInView(node, scratch);
            int count = NeighbourSelection.Select(_metric, neighbours, kept.Length);
            for (int i = 0; i < count; i++)
            {
                kept[i] = neighbours[i].Slot;
                requests.Add(new LinkRequest(layer, kept[i], node, neighbours[i].Similarity));
            }

            _links.SetLinks(node, layer, kept[..count], settled: count);
        }

        return [.. requests];
    }

    /// <summary>The nodes before this one in its batch are not in the frozen graph; they are compared one by one.</summary>
    private void OfferBatchMates(List<int> nodes, int index, int layer, SearchScratch scratch)
    {
        GraphProbe probe = _metric.Of(nodes[index]);
        for (int j = 0; j < index; j++)
        {
            if (_links.Level(nodes[j]) >= layer)
            {
                scratch.Pool.Offer(_metric.Similarity(probe, nodes[j]), nodes[j], accepted: true);
            }
        }
    }

    /// <summary>What the pool holds, less the node itself: of a batch taken up again, links to it may stand already.</summary>
    private static Span<Neighbour> NeighboursInView(int node, SearchScratch scratch)
    {
        ReadOnlySpan<int> slots = scratch.Pool.Slots;
        ReadOnlySpan<float> similarities = scratch.Pool.Similarities;
        Span<Neighbour> neighbours = scratch.Neighbours(slots.Length);
        int count = 0;
        for (int i = 0; i < slots.Length; i++)
        {
            if (slots[i] != node)
            {
                neighbours[count++] = new Neighbour(similarities[i], slots[i], IsSettled: false);
            }
        }

        return neighbours[..count];
    }
}

using System.Collections.Concurrent;
using HyperFace.Search.Kernels;
using HyperFace.Search.Searching;

namespace HyperFace.Search.Graph;

internal sealed unsafe partial class HnswGraph
{
    /// <summary>Nodes linked against one frozen graph, at most, and at most this share of the graph that stands.</summary>
    private const int MaxBatch = 1024;

    private const int BatchShare = 16;

    private readonly DuplicateTable _duplicates = new();

    /// <summary>
    /// Links pending slots below <paramref name="end"/> in batches. Each batch finds its neighbours in the graph as it
    /// stood before, in parallel; the links back are then granted target by target in a fixed order. So the graph
    /// depends on input and seed alone, not on threads, and walks that go on meanwhile meet only nodes that stand.
    /// </summary>
    public void Link(int end, int threads, ScratchPool scratches, IProgress<long>? progress, CancellationToken cancellation)
    {
        _links.Reserve(end);
        _duplicates.Restore(_vectors, _links, LinkedSlots);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = CancellationToken.None };
        while (LinkedSlots < end)
        {
            cancellation.ThrowIfCancellationRequested();
            int first = LinkedSlots;
            int count = Math.Min(Math.Clamp(first / BatchShare, 1, MaxBatch), end - first);
            LinkBatch(Place(first, count), scratches, parallel);
            Volatile.Write(ref _linkedSlots, first + count);
            progress?.Report(first + count);
        }
    }

    /// <summary>Gives the batch's nodes their levels; copies of vectors that stand go into chains, and the dead stay out.</summary>
    private List<int> Place(int first, int count)
    {
        var nodes = new List<int>(count);
        for (int slot = first; slot < first + count; slot++)
        {
            if (_vectors.IsDead(slot))
            {
                continue;
            }

            int twin = _duplicates.FindOrAdd(_vectors, slot);
            if (twin >= 0)
            {
                _links.Chain(slot, twin);
                continue;
            }

            _links.Place(slot, NodeLevel.Of(_vectors.Template(slot), _parameters.Seed, _parameters.M));
            nodes.Add(slot);
        }

        return nodes;
    }

    private void LinkBatch(List<int> nodes, ScratchPool scratches, ParallelOptions parallel)
    {
        if (nodes.Count == 0)
        {
            return;
        }

        (int entry, int top) = Entry;
        if (entry < 0)
        {
            Entry = (nodes[0], _links.Level(nodes[0]));
            return;
        }

        var requests = new ConcurrentQueue<LinkRequest[]>();
        Parallel.For(0, nodes.Count, parallel, i =>
        {
            SearchScratch scratch = scratches.Take();
            requests.Enqueue(LinkForward(nodes, i, entry, top, scratch));
            scratches.Return(scratch);
        });
        GrantBackLinks([.. requests.SelectMany(r => r)], parallel);

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
        int level = _links.Level(node);
        float* vector = _vectors.Vector(node);
        var requests = new List<LinkRequest>();
        Span<int> kept = stackalloc int[_parameters.M];
        Descend(vector, ref entry, top, Math.Min(level, top));
        for (int layer = Math.Min(level, top); layer >= 0; layer--)
        {
            SearchLayer(vector, scratch, entry, DotProduct.Of(vector, _vectors.Vector(entry), _vectors.Stride), _parameters.EfConstruction, layer);
            if (scratch.Pool.Count > 0)
            {
                entry = scratch.Pool.Slots[0];
            }

            OfferBatchMates(nodes, index, layer, scratch);
            int count = NeighbourSelection.Select(_vectors, scratch.Pool.Similarities, scratch.Pool.Slots, kept);
            _links.SetLinks(node, layer, kept[..count]);
            foreach (int neighbour in kept[..count])
            {
                requests.Add(new LinkRequest(layer, neighbour, node, DotProduct.Of(vector, _vectors.Vector(neighbour), _vectors.Stride)));
            }
        }

        return [.. requests];
    }

    /// <summary>The nodes before this one in its batch are not in the frozen graph; they are compared one by one.</summary>
    private void OfferBatchMates(List<int> nodes, int index, int layer, SearchScratch scratch)
    {
        float* vector = _vectors.Vector(nodes[index]);
        for (int j = 0; j < index; j++)
        {
            if (_links.Level(nodes[j]) >= layer)
            {
                scratch.Pool.Offer(DotProduct.Of(vector, _vectors.Vector(nodes[j]), _vectors.Stride), nodes[j], accepted: true);
            }
        }
    }

    private void GrantBackLinks(LinkRequest[] requests, ParallelOptions parallel)
    {
        Array.Sort(requests);
        var starts = new List<int>();
        for (int i = 0; i < requests.Length; i++)
        {
            if (i == 0 || requests[i].Target != requests[i - 1].Target || requests[i].Layer != requests[i - 1].Layer)
            {
                starts.Add(i);
            }
        }

        Parallel.For(0, starts.Count, parallel, i =>
        {
            int end = i + 1 < starts.Count ? starts[i + 1] : requests.Length;
            GrantBackLinks(requests.AsSpan(starts[i], end - starts[i]));
        });
    }

    /// <summary>Gives one node's list the links asked of it; when they do not fit, the heuristic chooses anew among all.</summary>
    private void GrantBackLinks(ReadOnlySpan<LinkRequest> requests)
    {
        (int layer, int target) = (requests[0].Layer, requests[0].Target);
        ReadOnlySpan<int> old = _links.Links(target, layer);
        int room = _links.MaxLinks(layer);
        int count = old.Length + requests.Length;
        var slots = new int[count];
        old.CopyTo(slots);
        for (int i = 0; i < requests.Length; i++)
        {
            slots[old.Length + i] = requests[i].Node;
        }

        if (count <= room)
        {
            _links.SetLinks(target, layer, slots);
            return;
        }

        float* vector = _vectors.Vector(target);
        var ranks = new (float Distance, int Slot)[count];
        for (int i = 0; i < count; i++)
        {
            ranks[i] = (-DotProduct.Of(vector, _vectors.Vector(slots[i]), _vectors.Stride), slots[i]);
        }

        Array.Sort(ranks);
        var similarities = new float[count];
        for (int i = 0; i < count; i++)
        {
            (similarities[i], slots[i]) = (-ranks[i].Distance, ranks[i].Slot);
        }

        Span<int> kept = stackalloc int[room];
        _links.SetLinks(target, layer, kept[..NeighbourSelection.Select(_vectors, similarities, slots, kept)]);
    }
}

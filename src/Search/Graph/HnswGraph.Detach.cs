using HyperFace.Search.Searching;

namespace HyperFace.Search.Graph;

internal sealed partial class HnswGraph
{
    /// <summary>Of a node's links so many, as one in this, may be lost before its neighbours are searched for anew rather than taken over from those it lost.</summary>
    private const int SearchShare = 2;

    /// <summary>Slots that the last linking detached: nodes that nothing may lead to any more.</summary>
    private bool[] _detached = [];

    /// <summary>
    /// Takes what was removed out of chains and lists, and gives the nodes that lost neighbours others: those of the lost ones,
    /// as they were, or whom a search finds where too many are lost (compare Xu and others, In-Place Updates of a Graph Index for
    /// Streaming Approximate Nearest Neighbor Search, arXiv:2502.13826). All lists are chosen before any is written, so that
    /// the result does not depend on the order. A removed node in whose chain somebody lives stays.
    /// </summary>
    /// <returns>The slots to which nothing leads any more, rising.</returns>
    private int[] Detach(ScratchPool scratches, ParallelOptions parallel)
    {
        int end = LinkedSlots;
        _detached = new bool[end];
        if (EntrySlot < 0)
        {
            ChooseEntry(end);
        }

        var gone = new List<int>();
        var chained = new bool[end];
        for (int node = 0; node < end; node++)
        {
            if (_links.Level(node) < 0)
            {
                continue;
            }

            UnchainDead(node, gone, chained);
            if (_vectors.IsDead(node) && _links.NextInChain(node) == LinkStore.NoSlot)
            {
                _detached[node] = true;
                gone.Add(node);
                _duplicates.Remove(node);
            }
        }

        AddUnchained(gone, chained);
        if (gone.Exists(slot => _detached[slot]))
        {
            List<NewLinks> lists = ChooseLinks(end, scratches, parallel);
            foreach (NewLinks list in lists)
            {
                _links.SetLinks(list.Node, list.Layer, list.Links, settled: list.Links.Length);
            }

            if (EntrySlot >= 0 && _detached[EntrySlot])
            {
                ChooseEntry(end);
            }

            _needsRepair = true;
        }

        gone.Sort();
        return [.. gone];
    }

    /// <summary>Gives up the places of detached slots; no walk may stand on them.</summary>
    public void Clear(ReadOnlySpan<int> detached)
    {
        foreach (int slot in detached)
        {
            _links.Displace(slot);
        }
    }

    /// <summary>Slots behind the end belong to a batch that was cut short and will be taken up again.</summary>
    private bool IsDetached(int slot) => slot < _detached.Length && _detached[slot];

    private void UnchainDead(int node, List<int> gone, bool[] chained)
    {
        int before = node;

        // A snapshot that was made wrong may let two chains meet; one time is enough.
        for (int slot = _links.NextInChain(node); slot != LinkStore.NoSlot && !chained[slot]; slot = _links.NextInChain(slot))
        {
            chained[slot] = true;
            if (_vectors.IsDead(slot))
            {
                _links.Unchain(slot, before);
                gone.Add(slot);
            }
            else
            {
                before = slot;
            }
        }
    }

    /// <summary>Adds the dead that an earlier linking, cut short behind this point, took out of their chains and nobody gave up.</summary>
    private void AddUnchained(List<int> gone, bool[] chained)
    {
        for (int slot = 0; slot < chained.Length; slot++)
        {
            if (!chained[slot] && _links.Level(slot) == LinkStore.Chained && _vectors.IsDead(slot))
            {
                gone.Add(slot);
            }
        }
    }

    private List<NewLinks> ChooseLinks(int end, ScratchPool scratches, ParallelOptions parallel)
    {
        var lists = new List<NewLinks>();
        for (int node = 0; node < end; node++)
        {
            for (int layer = _detached[node] ? -1 : _links.Level(node); layer >= 0; layer--)
            {
                if (CountLost(node, layer) > 0)
                {
                    lists.Add(new NewLinks(node, layer));
                }
            }
        }

        InParallel.For(lists.Count, parallel, i =>
        {
            SearchScratch scratch = scratches.Take();
            lists[i].Links = ChooseLinks(lists[i].Node, lists[i].Layer, scratch);
            scratches.Return(scratch);
        });
        return lists;
    }

    private int CountLost(int node, int layer)
    {
        int lost = 0;
        foreach (int neighbour in _links.Links(node, layer))
        {
            lost += IsDetached(neighbour) ? 1 : 0;
        }

        return lost;
    }

    private int[] ChooseLinks(int node, int layer, SearchScratch scratch)
    {
        ReadOnlySpan<int> old = _links.Links(node, layer);
        var candidates = new SortedSet<int>();
        if (CountLost(node, layer) * SearchShare > old.Length)
        {
            SearchNeighbours(node, layer, scratch, candidates);
        }

        foreach (int neighbour in old)
        {
            if (!IsDetached(neighbour))
            {
                candidates.Add(neighbour);
                continue;
            }

            foreach (int behind in _links.Links(neighbour, layer))
            {
                candidates.Add(behind);
            }
        }

        candidates.Remove(node);
        candidates.RemoveWhere(IsDetached);
        GraphProbe probe = _metric.Of(node);
        Neighbour[] neighbours = [.. candidates.Select(slot => new Neighbour(_metric.Similarity(probe, slot), slot, IsSettled: false))];
        Array.Sort(neighbours);
        int count = NeighbourSelection.Select(_metric, neighbours, _links.MaxLinks(layer));
        return [.. neighbours.Take(count).Select(neighbour => neighbour.Slot)];
    }

    private void SearchNeighbours(int node, int layer, SearchScratch scratch, SortedSet<int> candidates)
    {
        GraphProbe probe = ProbeOf(node, scratch);
        (int entry, int top) = Entry;
        float similarity = Descend(probe, ref entry, top, layer);
        SearchLayer(probe, scratch, entry, similarity, _parameters.EfConstruction, layer);
        foreach (int slot in scratch.Pool.Slots)
        {
            candidates.Add(slot);
        }
    }

    /// <summary>Lets walks begin at the highest node that is not detached.</summary>
    private void ChooseEntry(int end)
    {
        int highest = LinkStore.NoSlot;
        for (int node = 0; node < end; node++)
        {
            if (!_detached[node] && _links.Level(node) >= 0 && (highest < 0 || _links.Level(node) > _links.Level(highest)))
            {
                highest = node;
            }
        }

        if (highest < 0)
        {
            Volatile.Write(ref _entry, NoEntry);
        }
        else
        {
            Entry = (highest, _links.Level(highest));
        }
    }

    /// <summary>A list that is to be written.</summary>
    private sealed class NewLinks(int node, int layer)
    {
        public int Node => node;

        public int Layer => layer;

        public int[] Links { get; set; } = [];
    }
}

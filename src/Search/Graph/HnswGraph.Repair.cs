using HyperFace.Search.Searching;

namespace HyperFace.Search.Graph;

internal sealed partial class HnswGraph
{
    /// <summary>A repair may cut off another node, so it is looked again; one round is nearly always enough.</summary>
    private const int RepairRounds = 8;

    private int _repairedSlots;
    private bool _needsRepair;

    /// <summary>
    /// Links back to nodes that pruning cut off, in the order of slots: from a near node with a free place, else from the
    /// nearest in exchange for its farthest link, which the node that was lost takes over. Same input, same result.
    /// </summary>
    internal void Repair(ScratchPool scratches)
    {
        int end = LinkedSlots;
        bool isDue = _needsRepair || _repairedSlots < end;
        for (int round = 0; round < RepairRounds && isDue; round++)
        {
            bool[] reached = Reachability.From(_links, EntrySlot, end);
            List<int> lost = Reachability.NotReached(_links, reached);
            lost.RemoveAll(IsDetached);
            if (lost.Count == 0)
            {
                break;
            }

            SearchScratch scratch = scratches.Take();
            foreach (int node in lost.Where(node => !reached[node]))
            {
                LinkTo(node, scratch);
                Reachability.Spread(_links, node, reached);
            }

            scratches.Return(scratch);
        }

        _repairedSlots = end;
        _needsRepair = false;
    }

    private void LinkTo(int node, SearchScratch scratch)
    {
        // On the lowest layer throughout: what is met there is reached, and among so many somebody has a free place.
        GraphProbe probe = ProbeOf(node, scratch);
        int entry = EntrySlot;
        SearchLayer(probe, scratch, entry, _metric.Similarity(probe, entry), _parameters.EfConstruction, 0);
        foreach (int near in scratch.Pool.Slots)
        {
            ReadOnlySpan<int> links = _links.Links(near, 0);
            if (links.Length < _links.MaxLinks(0))
            {
                _links.SetLinks(near, 0, [.. links, node], _links.Settled(near, 0));
                return;
            }
        }

        TakePlace(node, scratch.Pool.Slots[0]);
    }

    private void TakePlace(int node, int near)
    {
        int[] links = _links.Links(near, 0).ToArray();
        int farthest = 0;
        float least = float.PositiveInfinity;
        for (int i = 0; i < links.Length; i++)
        {
            float similarity = _metric.Similarity(_metric.Of(near), links[i]);
            (farthest, least) = similarity < least ? (i, similarity) : (farthest, least);
        }

        ReadOnlySpan<int> own = _links.Links(node, 0);
        if (!own.Contains(links[farthest]))
        {
            _links.SetLinks(node, 0, [.. own[..Math.Min(own.Length, _links.MaxLinks(0) - 1)], links[farthest]], settled: 0);
        }

        links[farthest] = node;
        _links.SetLinks(near, 0, links, settled: 0);
    }
}

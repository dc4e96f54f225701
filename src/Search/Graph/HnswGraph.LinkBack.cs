using HyperFace.Search.Searching;

namespace HyperFace.Search.Graph;

internal sealed partial class HnswGraph
{
    private void GrantBackLinks(LinkRequest[] requests, ScratchPool scratches, ParallelOptions parallel)
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

        InParallel.For(starts.Count, parallel, i =>
        {
            int end = i + 1 < starts.Count ? starts[i + 1] : requests.Length;
            SearchScratch scratch = scratches.Take();
            GrantBackLinks(requests.AsSpan(starts[i], end - starts[i]), scratch);
            scratches.Return(scratch);
        });
    }

    /// <summary>Gives one node's list the links asked of it; when they do not fit, the heuristic chooses anew among all.</summary>
    private void GrantBackLinks(ReadOnlySpan<LinkRequest> requests, SearchScratch scratch)
    {
        (int layer, int target) = (requests[0].Layer, requests[0].Target);
        ReadOnlySpan<int> old = _links.Links(target, layer);
        int room = _links.MaxLinks(layer);
        int settled = _links.Settled(target, layer);
        Span<int> kept = stackalloc int[room];
        old.CopyTo(kept);
        int count = old.Length;
        foreach (LinkRequest request in requests)
        {
            // Of a batch taken up again, the link may stand already.
            if (old.Contains(request.Node))
            {
                continue;
            }

            if (count == room)
            {
                count = ChooseAnew(requests, scratch, kept);
                settled = count;
                break;
            }

            kept[count++] = request.Node;
        }

        _links.SetLinks(target, layer, kept[..count], settled);
    }

    /// <summary>Writes the neighbours that the heuristic chooses among a list's links and those asked of it.</summary>
    private int ChooseAnew(ReadOnlySpan<LinkRequest> requests, SearchScratch scratch, Span<int> kept)
    {
        (int layer, int target) = (requests[0].Layer, requests[0].Target);
        ReadOnlySpan<int> old = _links.Links(target, layer);
        int settled = _links.Settled(target, layer);
        GraphProbe probe = _metric.Of(target);
        Span<Neighbour> neighbours = scratch.Neighbours(old.Length + requests.Length);
        for (int i = 0; i < old.Length; i++)
        {
            if (i + 1 < old.Length)
            {
                _metric.Fetch(old[i + 1]);
            }

            neighbours[i] = new Neighbour(_metric.Similarity(probe, old[i]), old[i], IsSettled: i < settled);
        }

        int count = old.Length;
        foreach (LinkRequest request in requests)
        {
            if (!old.Contains(request.Node))
            {
                neighbours[count++] = new Neighbour(request.Similarity, request.Node, IsSettled: false);
            }
        }

        neighbours = neighbours[..count];
        neighbours.Sort();
        count = NeighbourSelection.Select(_metric, neighbours, kept.Length);
        for (int i = 0; i < count; i++)
        {
            kept[i] = neighbours[i].Slot;
        }

        return count;
    }
}

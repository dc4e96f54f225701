namespace HyperFace.Search.Graph;

/// <summary>Which nodes the lowest layer leads to from the entry point, and how those it does not lead to are won back.</summary>
internal static class Reachability
{
    private const int Rounds = 8;

    /// <summary>The nodes below <paramref name="end"/> that no path of links leads to, in order.</summary>
    public static List<int> Unreachable(LinkStore links, int entry, int end, CancellationToken cancellation)
    {
        var reached = new bool[end];
        var waiting = new Stack<int>();
        if (entry >= 0)
        {
            reached[entry] = true;
            waiting.Push(entry);
        }

        while (waiting.TryPop(out int node))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (int neighbour in links.Links(node, 0))
            {
                if (neighbour < end && !reached[neighbour])
                {
                    reached[neighbour] = true;
                    waiting.Push(neighbour);
                }
            }
        }

        return [.. Enumerable.Range(0, end).Where(slot => !reached[slot] && links.Level(slot) >= 0)];
    }

    /// <summary>
    /// Links back to nodes that pruning cut off, from a neighbour of theirs: into a free place, else in place of the
    /// farthest link. That may cut off another, so it is done in rounds. Same input, same result.
    /// </summary>
    public static void Repair(LinkStore links, int entry, int end, CancellationToken cancellation)
    {
        for (int round = 0; round < Rounds; round++)
        {
            List<int> lost = Unreachable(links, entry, end, cancellation);
            if (lost.Count == 0)
            {
                return;
            }

            var lostSet = lost.ToHashSet();
            foreach (int node in lost)
            {
                LinkBack(links, node, lostSet, round);
            }
        }
    }

    private static void LinkBack(LinkStore links, int node, HashSet<int> lost, int round)
    {
        int[] helpers = [.. links.Links(node, 0).ToArray().Where(neighbour => !lost.Contains(neighbour))];
        if (helpers.Length == 0)
        {
            // Its neighbours are lost too: once one of them is won back, a later round finds it a helper.
            return;
        }

        int room = links.MaxLinks(0);
        int helper = helpers.FirstOrDefault(h => links.Links(h, 0).Length < room, helpers[round % helpers.Length]);
        ReadOnlySpan<int> old = links.Links(helper, 0);
        int[] list = [.. old[..Math.Min(old.Length, room - 1)], node];
        links.SetLinks(helper, 0, list);
    }
}

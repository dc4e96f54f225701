namespace HyperFace.Search.Graph;

/// <summary>Which nodes the links of the lowest layer lead to. Only for a caller who keeps the links from changing.</summary>
internal static class Reachability
{
    /// <summary>Which slots below <paramref name="end"/> some path of links leads to from <paramref name="entry"/>; none when that is negative.</summary>
    public static bool[] From(LinkStore links, int entry, int end)
    {
        var reached = new bool[end];
        if (entry >= 0)
        {
            Spread(links, entry, reached);
        }

        return reached;
    }

    /// <summary>Marks <paramref name="start"/> and all that it leads to.</summary>
    public static void Spread(LinkStore links, int start, bool[] reached)
    {
        var waiting = new Stack<int>();
        reached[start] = true;
        waiting.Push(start);
        while (waiting.TryPop(out int node))
        {
            foreach (int neighbour in links.Links(node, 0))
            {
                // What lies behind the end belongs to a batch that was cut short and will be taken up again.
                if (neighbour < reached.Length && !reached[neighbour])
                {
                    reached[neighbour] = true;
                    waiting.Push(neighbour);
                }
            }
        }
    }

    /// <summary>The nodes that are not marked, in order.</summary>
    public static List<int> NotReached(LinkStore links, bool[] reached) =>
        [.. Enumerable.Range(0, reached.Length).Where(slot => !reached[slot] && links.Level(slot) >= 0)];
}

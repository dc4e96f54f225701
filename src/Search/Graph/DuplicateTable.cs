using HyperFace.Search.Vectors;

namespace HyperFace.Search.Graph;

/// <summary>
/// Finds the node that is the same to every walk: <see cref="GraphMetric.AreSame"/>. Copies of one face would otherwise link to
/// one another only and cut themselves, and what lies behind them, off from the graph; and so would vectors that differ in
/// their last bits, which byte codes do not show. Not thread-safe.
/// </summary>
/// <param name="metric">Says which are the same.</param>
/// <param name="vectors">Says which are dead.</param>
/// <param name="links">Says which slots are nodes.</param>
internal sealed class DuplicateTable(GraphMetric metric, VectorStore vectors, LinkStore links)
{
    private readonly Dictionary<ulong, int> _nodes = [];
    private int _seen;

    /// <summary>Takes in the nodes below <paramref name="linked"/> that this table has not seen: those of a snapshot.</summary>
    public void Restore(int linked)
    {
        for (; _seen < linked; _seen++)
        {
            if (links.Level(_seen) >= 0)
            {
                _nodes.TryAdd(metric.HashOf(_seen), _seen);
            }
        }
    }

    /// <summary>The node that is the same as <paramref name="slot"/>; −1 when there is none other, and then the slot is one from now on.</summary>
    public int FindOrAdd(int slot)
    {
        ulong hash = metric.HashOf(slot);
        if (_nodes.TryAdd(hash, slot))
        {
            _seen = Math.Max(_seen, slot + 1);
            return -1;
        }

        // It meets itself when an earlier attempt to link it was cut short.
        int known = _nodes[hash];
        if (known == slot)
        {
            return -1;
        }

        // A removed node in whose chain nobody hangs is about to lose its place.
        if (vectors.IsDead(known) && links.NextInChain(known) == LinkStore.NoSlot)
        {
            _nodes[hash] = slot;
            return -1;
        }

        return metric.AreSame(known, slot) ? known : -1;
    }

    /// <summary>Forgets a node that is about to lose its place.</summary>
    public void Remove(int node)
    {
        ulong hash = metric.HashOf(node);
        if (_nodes.TryGetValue(hash, out int known) && known == node)
        {
            _nodes.Remove(hash);
        }
    }
}

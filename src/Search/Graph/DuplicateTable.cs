using HyperFace.Search.Codes;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Graph;

/// <summary>
/// Finds the node whose vector is the same, bit for bit. Copies of one face would otherwise link to one another only
/// and cut themselves, and what lies behind them, off from the graph. Not thread-safe.
/// </summary>
/// <param name="vectors">The vectors.</param>
/// <param name="codes">Their codes, which are read instead where there are some: what is cold stays cold.</param>
/// <param name="links">Says which slots are nodes.</param>
internal sealed unsafe class DuplicateTable(VectorStore vectors, CodeStore? codes, LinkStore links)
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
                _nodes.TryAdd(HashOf(_seen), _seen);
            }
        }
    }

    /// <summary>The node with the vector of <paramref name="slot"/>; −1 when there is none other, and then the slot is one from now on.</summary>
    public int FindOrAdd(int slot)
    {
        ulong hash = HashOf(slot);
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

        // Of a removed node a snapshot keeps no vector; whoever hangs in its chain has the same.
        int alike = vectors.IsDead(known) ? links.NextInChain(known) : known;
        if (alike == LinkStore.NoSlot)
        {
            _nodes[hash] = slot;
            return -1;
        }

        return Bytes(alike).SequenceEqual(Bytes(slot)) ? known : -1;
    }

    /// <summary>Forgets a node that is about to lose its place.</summary>
    public void Remove(int node)
    {
        ulong hash = HashOf(node);
        if (_nodes.TryGetValue(hash, out int known) && known == node)
        {
            _nodes.Remove(hash);
        }
    }

    private ulong HashOf(int slot)
    {
        ReadOnlySpan<ulong> words = codes is null
            ? new(vectors.Vector(slot), vectors.Stride * sizeof(float) / sizeof(ulong))
            : new(codes.Bytes(slot), codes.Dimension / sizeof(ulong));
        ulong hash = 0x9E3779B97F4A7C15;
        foreach (ulong word in words)
        {
            hash = (hash ^ word) * 0xFF51AFD7ED558CCD;
            hash ^= hash >> 32;
        }

        return hash;
    }

    private ReadOnlySpan<byte> Bytes(int slot) => new(vectors.Vector(slot), vectors.Stride * sizeof(float));
}

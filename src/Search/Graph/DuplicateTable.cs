using HyperFace.Search.Vectors;

namespace HyperFace.Search.Graph;

/// <summary>
/// Finds the node whose vector is the same, bit for bit. Copies of one face would otherwise link to one another only
/// and cut themselves, and what lies behind them, off from the graph. Not thread-safe.
/// </summary>
internal sealed unsafe class DuplicateTable
{
    private readonly Dictionary<ulong, int> _nodes = [];
    private int _seen;

    /// <summary>Takes in the nodes below <paramref name="linked"/> that this table has not seen: those of a snapshot.</summary>
    public void Restore(VectorStore vectors, LinkStore links, int linked)
    {
        for (; _seen < linked; _seen++)
        {
            if (links.Level(_seen) >= 0)
            {
                _nodes.TryAdd(HashOf(vectors, _seen), _seen);
            }
        }
    }

    /// <summary>The node with the vector of <paramref name="slot"/>; −1 when there is none other, and then the slot is one from now on.</summary>
    public int FindOrAdd(VectorStore vectors, int slot)
    {
        ulong hash = HashOf(vectors, slot);
        if (_nodes.TryAdd(hash, slot))
        {
            _seen = slot + 1;
            return -1;
        }

        // It meets itself when an earlier attempt to link it was cut short.
        int known = _nodes[hash];
        return known != slot && Bytes(vectors, known).SequenceEqual(Bytes(vectors, slot)) ? known : -1;
    }

    private static ulong HashOf(VectorStore vectors, int slot)
    {
        ReadOnlySpan<ulong> words = new(vectors.Vector(slot), vectors.Stride * sizeof(float) / sizeof(ulong));
        ulong hash = 0x9E3779B97F4A7C15;
        foreach (ulong word in words)
        {
            hash = (hash ^ word) * 0xFF51AFD7ED558CCD;
            hash ^= hash >> 32;
        }

        return hash;
    }

    private static ReadOnlySpan<byte> Bytes(VectorStore vectors, int slot) => new(vectors.Vector(slot), vectors.Stride * sizeof(float));
}

using System.Runtime.CompilerServices;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Graph;

/// <summary>
/// The links of the graph in native memory. Each slot has a record of fixed size: a header and the links of the lowest
/// layer; nodes that reach higher have a block for their upper layers. Readers take no lock: a link list is rewritten in
/// place, ids before count, and every id in it is at all times one of a node whose own record stands.
/// </summary>
internal sealed unsafe class LinkStore
{
    /// <summary>Level of a slot that has no place in the graph.</summary>
    public const int Unlinked = -1;

    /// <summary>Level of a slot whose vector is the same, bit for bit, as a node's, and hangs in that node's chain.</summary>
    public const int Chained = -2;

    /// <summary>End of a chain.</summary>
    public const int NoSlot = -1;

    private const int SegmentBits = 13;
    private const int SlotsPerSegment = 1 << SegmentBits;
    private const int SlotMask = SlotsPerSegment - 1;
    private const int LevelField = 0;
    private const int ChainField = 1;
    private const int UpperField = 2; // a pointer: two ints wide
    private const int CountField = 4;
    private const int FirstLink = 5;
    private const long ArenaBytes = 1L << 20;

    private readonly int _recordInts;
    private readonly List<nint> _arenas = [];
    private volatile nint[] _segments = [];
    private byte* _arena;
    private long _arenaLeft;

    public LinkStore(int m)
    {
        M = m;
        _recordInts = (FirstLink + MaxLinks(0) + 3) & ~3;
    }

    /// <summary>Links of a node in an upper layer.</summary>
    public int M { get; }

    /// <summary>Native bytes held.</summary>
    public long NativeBytes => (_segments.Length * SegmentBytes) + (_arenas.Count * ArenaBytes);

    private long SegmentBytes => (long)SlotsPerSegment * _recordInts * sizeof(int);

    /// <summary>Most links of a node in a layer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int MaxLinks(int layer) => layer == 0 ? 2 * M : M;

    /// <summary>Makes room for slots below <paramref name="count"/>, unlinked.</summary>
    public void Reserve(int count)
    {
        while ((long)_segments.Length << SegmentBits < count)
        {
            var segment = (int*)NativeBlock.Allocate(SegmentBytes, zeroed: true);
            for (int i = 0; i < SlotsPerSegment; i++)
            {
                segment[((long)i * _recordInts) + LevelField] = Unlinked;
                segment[((long)i * _recordInts) + ChainField] = NoSlot;
            }

            _segments = [.. _segments, (nint)segment];
        }
    }

    /// <summary>The highest layer a slot is in; <see cref="Unlinked"/> or <see cref="Chained"/> when in none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Level(int slot) => Volatile.Read(ref Record(slot)[LevelField]);

    /// <summary>The next slot in a chain of equal vectors, or <see cref="NoSlot"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextInChain(int slot) => Volatile.Read(ref Record(slot)[ChainField]);

    /// <summary>The links of a node in a layer it is in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<int> Links(int slot, int layer)
    {
        int* list = List(slot, layer);
        return new ReadOnlySpan<int>(list + 1, Volatile.Read(ref *list));
    }

    /// <summary>Gives a slot its level and room for its upper layers; its lists are empty.</summary>
    public void Place(int slot, int level)
    {
        int* record = Record(slot);
        if (level > 0)
        {
            *(nint*)(record + UpperField) = (nint)AllocateUpper(level);
        }

        Volatile.Write(ref record[LevelField], level);
    }

    /// <summary>Hangs a slot into the chain of <paramref name="node"/>.</summary>
    public void Chain(int slot, int node)
    {
        int* record = Record(slot);
        record[ChainField] = Record(node)[ChainField];
        Volatile.Write(ref record[LevelField], Chained);
        Volatile.Write(ref Record(node)[ChainField], slot);
    }

    /// <summary>Sets a slot's level and chain as a snapshot has them.</summary>
    public void Restore(int slot, int level, int next)
    {
        Place(slot, level);
        Record(slot)[ChainField] = next;
    }

    /// <summary>Replaces the links of a node in a layer.</summary>
    public void SetLinks(int slot, int layer, ReadOnlySpan<int> links)
    {
        int* list = List(slot, layer);
        if (links.Length < *list)
        {
            // Shrink first, so that a reader never takes an id behind the new end for a link.
            Volatile.Write(ref *list, links.Length);
        }

        links.CopyTo(new Span<int>(list + 1, MaxLinks(layer)));
        Volatile.Write(ref *list, links.Length);
    }

    /// <summary>Frees all memory; nothing may be read afterwards.</summary>
    public void Free()
    {
        foreach (nint block in _segments.Concat(_arenas))
        {
            NativeBlock.Free((void*)block);
        }

        _segments = [];
        _arenas.Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int* Record(int slot) => (int*)_segments[slot >> SegmentBits] + ((long)(slot & SlotMask) * _recordInts);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int* List(int slot, int layer)
    {
        int* record = Record(slot);
        return layer == 0 ? record + CountField : (int*)*(nint*)(record + UpperField) + ((layer - 1) * (M + 1));
    }

    /// <summary>Only the thread that places nodes calls this.</summary>
    private int* AllocateUpper(int level)
    {
        long bytes = (long)level * (M + 1) * sizeof(int);
        if (_arenaLeft < bytes)
        {
            _arena = NativeBlock.Allocate(ArenaBytes, zeroed: true);
            _arenaLeft = ArenaBytes;
            _arenas.Add((nint)_arena);
        }

        var block = (int*)_arena;
        _arena += bytes;
        _arenaLeft -= bytes;
        return block;
    }
}

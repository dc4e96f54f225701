using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Graph;

/// <summary>
/// The links of the graph in native memory. Each slot has a record of fixed size: a header and the links of the lowest
/// layer; nodes that reach higher have a block for their upper layers. Readers take no lock: a link list is rewritten in
/// place, ids before count, and every id in it is at all times one of a node whose own record stands. A reader that
/// meets a list while it is rewritten sees a mixture of old and new links, all of them good ones.
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
    private const int CacheLine = 64;
    private const int LevelField = 0;
    private const int ChainField = 1;
    private const int UpperField = 2; // a pointer: two ints wide
    private const int ListField = 4;
    private const int ListHeader = 2; // count, and how many of the links are settled
    private const long ArenaBytes = 1L << 20;

    private readonly int _recordInts;
    private readonly List<nint> _arenas = [];
    private volatile nint[] _segments = [];
    private byte* _arena;
    private long _arenaLeft;

    public LinkStore(int m)
    {
        M = m;
        _recordInts = (ListField + ListHeader + MaxLinks(0) + 3) & ~3;
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
            nint[] segments = [.. _segments, 0];
            var segment = (int*)NativeBlock.Allocate(SegmentBytes, zeroed: true);
            for (int i = 0; i < SlotsPerSegment; i++)
            {
                segment[((long)i * _recordInts) + LevelField] = Unlinked;
                segment[((long)i * _recordInts) + ChainField] = NoSlot;
            }

            segments[^1] = (nint)segment;
            _segments = segments;
        }
    }

    /// <summary>The highest layer a slot is in; <see cref="Unlinked"/> or <see cref="Chained"/> when in none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Level(int slot) => Volatile.Read(ref Record(slot)[LevelField]);

    /// <summary>The next slot in a chain of equal vectors, or <see cref="NoSlot"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextInChain(int slot) => Volatile.Read(ref Record(slot)[ChainField]);

    /// <summary>
    /// The links of a node in a layer it is in. Beside a writer each must be read by <see cref="Volatile.Read(ref readonly int)"/>:
    /// what the id leads to is then seen as it stood when the link was made, or later.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<int> Links(int slot, int layer)
    {
        int* list = List(slot, layer);
        return new ReadOnlySpan<int>(list + ListHeader, Volatile.Read(ref *list));
    }

    /// <summary>Sends for a node's links in the lowest layer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(int slot)
    {
        if (Sse.IsSupported)
        {
            var record = (byte*)Record(slot);
            for (int offset = 0; offset < _recordInts * sizeof(int); offset += CacheLine)
            {
                Sse.Prefetch0(record + offset);
            }
        }
    }

    /// <summary>
    /// How many of a node's first links are settled: chosen against one another by the heuristic, so that its test need
    /// not be made again between two of them. Known to this process only; a snapshot does not hold it.
    /// </summary>
    public int Settled(int slot, int layer) => List(slot, layer)[1];

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

    /// <summary>Replaces the links of a node in a layer; the first <paramref name="settled"/> of them are settled.</summary>
    public void SetLinks(int slot, int layer, ReadOnlySpan<int> links, int settled)
    {
        int* list = List(slot, layer);
        if (links.Length < *list)
        {
            // Shrink first, so that a reader never takes an id behind the new end for a link.
            Volatile.Write(ref *list, links.Length);
        }

        // One by one: a block copy may tear an id or write it before what it leads to is visible.
        for (int i = 0; i < links.Length; i++)
        {
            Volatile.Write(ref list[ListHeader + i], links[i]);
        }

        list[1] = settled;
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
        return layer == 0 ? record + ListField : (int*)*(nint*)(record + UpperField) + ((layer - 1) * (M + ListHeader));
    }

    /// <summary>Only the thread that places nodes calls this.</summary>
    private int* AllocateUpper(int level)
    {
        long bytes = (long)level * (M + ListHeader) * sizeof(int);
        if (_arenaLeft < bytes)
        {
            _arenas.EnsureCapacity(_arenas.Count + 1);
            _arena = NativeBlock.Allocate(ArenaBytes, zeroed: true);
            _arenas.Add((nint)_arena);
            _arenaLeft = ArenaBytes;
        }

        var block = (int*)_arena;
        _arena += bytes;
        _arenaLeft -= bytes;
        return block;
    }
}

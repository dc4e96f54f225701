using System.Diagnostics;
using System.Runtime.CompilerServices;
using HyperFace.Search.Memory;

namespace HyperFace.Search.Graph;

/// <summary>
/// The links of the graph. Each slot has a record of fixed size: a header and the links of the lowest layer; nodes that
/// reach higher have lists of their own for their upper layers. Readers take no lock: a link list is rewritten in place, ids
/// before count, and every id in it is at all times one of a node whose own record stands. A reader that meets a list while
/// it is rewritten sees a mixture of old and new links, all of them good ones.
/// </summary>
/// <remarks>
/// A record: level + 2, next in the chain + 1, first upper list + 1, how many upper lists are the slot's; count, how many
/// of the links are settled, links. An upper list is the last three. All zero is a slot that has no place in the graph.
/// </remarks>
internal sealed unsafe class LinkStore
{
    /// <summary>Level of a slot that has no place in the graph.</summary>
    public const int Unlinked = -2;

    /// <summary>Level of a slot that is the same as a node to every walk (<see cref="GraphMetric.AreSame"/>), and hangs in that node's chain.</summary>
    public const int Chained = -1;

    /// <summary>End of a chain.</summary>
    public const int NoSlot = -1;

    private const int LevelField = 0;
    private const int ChainField = 1;
    private const int UpperField = 2;
    private const int UpperCountField = 3;
    /// <summary>Where in a record the list of its lowest layer begins, in ints.</summary>
    public const int ListField = 4;

    /// <summary>What stands before the links of a list, in ints.</summary>
    public const int ListHeader = 2;

    public LinkStore(int m)
    {
        M = m;
        Records = new Column(ColumnShape.Of(RecordBytes(m)));
        Upper = new Column(ColumnShape.Of(UpperBytes(m)));
    }

    /// <summary>Links of a node in an upper layer.</summary>
    public int M { get; }

    /// <summary>A record for each slot.</summary>
    public Column Records { get; }

    /// <summary>The upper lists.</summary>
    public Column Upper { get; }

    /// <summary>Upper lists handed out.</summary>
    public int UpperLists { get; private set; }

    /// <summary>Native bytes held.</summary>
    public long NativeBytes => Records.NativeBytes + Upper.NativeBytes;

    /// <summary>Bytes of a record.</summary>
    public static int RecordBytes(int m) => ((ListField + ListHeader + (2 * m) + 3) & ~3) * sizeof(int);

    /// <summary>Bytes of an upper list.</summary>
    public static int UpperBytes(int m) => (ListHeader + m) * sizeof(int);

    /// <summary>Most links of a node in a layer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int MaxLinks(int layer) => layer == 0 ? 2 * M : M;

    /// <summary>Makes room for slots below <paramref name="count"/>, unlinked.</summary>
    public void Reserve(int count) => Records.Reserve(count);

    /// <summary>The highest layer a slot is in; <see cref="Unlinked"/> or <see cref="Chained"/> when in none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Level(int slot) => Volatile.Read(ref Record(slot)[LevelField]) + Unlinked;

    /// <summary>The next slot in a chain of copies, or <see cref="NoSlot"/>.</summary>
    /// <remarks>Chains are in falling order behind their node, so none is a circle, whatever a snapshot says.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextInChain(int slot)
    {
        int next = Volatile.Read(ref Record(slot)[ChainField]) + NoSlot;
        return next == NoSlot || Level(next) != Chained ? NoSlot : next;
    }

    /// <summary>Whether what a record says of the next in its chain is true: that it is none, or a slot in a chain.</summary>
    public bool IsNextTrue(int slot)
    {
        int next = Volatile.Read(ref Record(slot)[ChainField]) + NoSlot;
        return next == NoSlot || Level(next) == Chained;
    }

    /// <summary>
    /// The links of a node in a layer; none above its level. Beside a writer each must be read by <see cref="Volatile.Read(ref readonly int)"/>:
    /// what the id leads to is then seen as it stood when the link was made, or later.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<int> Links(int slot, int layer)
    {
        int* list = List(slot, layer);
        return list == null ? [] : new ReadOnlySpan<int>(list + ListHeader, Volatile.Read(ref *list));
    }

    /// <summary>Sends for a node's links in the lowest layer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch(int slot) => Kernels.Fetch.Lines(Record(slot), Records.Shape.Stride);

    /// <summary>
    /// How many of a node's first links are settled: chosen against one another by the heuristic, so that its test need
    /// not be made again between two of them.
    /// </summary>
    public int Settled(int slot, int layer)
    {
        int* list = List(slot, layer);
        return list == null ? 0 : list[1];
    }

    /// <summary>Gives a slot its level and room for its upper layers; its lists are empty.</summary>
    public void Place(int slot, int level)
    {
        var record = (int*)Records.Own(slot);
        record[ListField] = 0;
        record[ListField + 1] = 0;
        if (level > record[UpperCountField])
        {
            // The lists of a place that was lower once are left behind: a rebuild is rid of them.
            Upper.Reserve(UpperLists + level);
            record[UpperField] = UpperLists + 1;
            record[UpperCountField] = level;
            UpperLists += level;
        }

        for (int layer = 1; layer <= level; layer++)
        {
            new Span<int>(UpperList(record, layer, own: true), ListHeader).Clear();
        }

        Volatile.Write(ref record[LevelField], level - Unlinked);
    }

    /// <summary>Takes a slot out of the graph; nothing may lead to it any more.</summary>
    public void Displace(int slot)
    {
        var record = (int*)Records.Own(slot);
        Volatile.Write(ref record[LevelField], 0);
        record[ChainField] = 0;
        new Span<int>(record + ListField, ListHeader + MaxLinks(0)).Clear();
    }

    /// <summary>Hangs a slot into the chain of <paramref name="node"/>, in falling order.</summary>
    public void Chain(int slot, int node)
    {
        int before = node;
        for (int next = NextInChain(node); next > slot; next = NextInChain(next))
        {
            before = next;
        }

        var record = (int*)Records.Own(slot);
        // What follows, and not what the field says: in a forged snapshot it may lead to a node, which is no copy.
        record[ChainField] = NextInChain(before) - NoSlot;
        Volatile.Write(ref record[LevelField], Chained - Unlinked);
        Volatile.Write(ref ((int*)Records.Own(before))[ChainField], slot + 1);
    }

    /// <summary>Takes a slot out of its chain: <paramref name="before"/> leads to it.</summary>
    public void Unchain(int slot, int before) =>
        Volatile.Write(ref ((int*)Records.Own(before))[ChainField], NextInChain(slot) - NoSlot);

    /// <summary>Replaces the links of a node in a layer; the first <paramref name="settled"/> of them are settled.</summary>
    public void SetLinks(int slot, int layer, ReadOnlySpan<int> links, int settled)
    {
        var record = (int*)Records.Own(slot);
        int* list = layer == 0 ? record + ListField : UpperList(record, layer, own: true);
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

    /// <summary>Says how many upper lists there are once the columns were restored from a snapshot.</summary>
    public void Restore(int upperLists) => UpperLists = upperLists;

    /// <summary>Frees all memory; nothing may be read afterwards.</summary>
    public void Free()
    {
        Records.Free();
        Upper.Free();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int* Record(int slot) => (int*)Records.At(slot);

    /// <summary>A list to be read; null where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int* List(int slot, int layer)
    {
        int* record = Record(slot);
        if (layer == 0)
        {
            return record + ListField;
        }

        return layer <= Volatile.Read(ref record[LevelField]) + Unlinked ? UpperList(record, layer, own: false) : null;
    }

    private int* UpperList(int* record, int layer, bool own)
    {
        Debug.Assert(layer <= record[UpperCountField], "A list is the slot's own.");
        int list = record[UpperField] - 1 + (layer - 1);
        return (int*)(own ? Upper.Own(list) : Upper.At(list));
    }
}

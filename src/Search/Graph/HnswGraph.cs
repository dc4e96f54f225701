using HyperFace.Search.Codes;
using HyperFace.Search.Memory;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Graph;

/// <summary>
/// A hierarchical navigable small world (Malkov and Yashunin, arXiv:1603.09320) over the slots of a vector store, on
/// cosine similarity. Any thread walks it without a lock; one thread at a time links.
/// </summary>
internal sealed partial class HnswGraph
{
    private const long NoEntry = -1;

    private readonly VectorStore _vectors;
    private readonly CodeStore? _codes;
    private readonly GraphMetric _metric;
    private readonly HnswParameters _parameters;
    private readonly LinkStore _links;
    private readonly SegmentIntake _intake;
    private long _entry = NoEntry;
    private int _linkedSlots;

    public HnswGraph(VectorStore vectors, CodeStore? codes, HnswParameters parameters)
    {
        _vectors = vectors;
        _codes = codes;
        _metric = new GraphMetric(vectors, codes);
        _parameters = parameters;
        _links = new LinkStore(parameters.M);
        _intake = codes is null
            ? new SegmentIntake(_links.Records, _links.Upper)
            : new SegmentIntake(_links.Records, _links.Upper, codes.PairFactorsOfSlots, codes.PairCodes, codes.ByteFactorsOfSlots, codes.ByteCodes);
        _duplicates = new DuplicateTable(_metric, vectors, _links);
    }

    /// <summary>Slots below this have been linked, were dead when their turn came, or wait; those from here on are pending.</summary>
    public int LinkedSlots => Volatile.Read(ref _linkedSlots);

    /// <summary>Slots below <see cref="LinkedSlots"/> that hold a template not linked yet.</summary>
    public WaitingSlots Waiting { get; } = new();

    /// <summary>Native bytes held.</summary>
    public long NativeBytes => _links.NativeBytes;

    /// <summary>Whether two slots are one to every walk, so that the one may hang in the other's chain.</summary>
    public bool AreSame(int slot, int other) => _metric.AreSame(slot, other);

    /// <summary>The links, for snapshots and audits.</summary>
    public LinkStore Links => _links;

    /// <summary>Where a walk begins, or −1 in an empty graph.</summary>
    public int EntrySlot => Entry.Slot;

    private (int Slot, int Level) Entry
    {
        get
        {
            // Slot and level in one word: a reader must never pair the slot of one entry with the level of another.
            long entry = Volatile.Read(ref _entry);
            return entry == NoEntry ? (-1, -1) : ((int)(entry & uint.MaxValue), (int)(entry >> 32));
        }
        set => Volatile.Write(ref _entry, ((long)value.Level << 32) | (uint)value.Slot);
    }

    /// <summary>Takes the graph of a snapshot whose links were restored; false when its entry point is no node.</summary>
    public bool TryRestore(int entrySlot, int linkedSlots, ReadOnlySpan<int> waiting)
    {
        foreach (int slot in waiting)
        {
            Waiting.Add(slot);
        }

        Volatile.Write(ref _linkedSlots, linkedSlots);
        if (entrySlot < 0)
        {
            return true;
        }

        int level = _links.Level(entrySlot);
        Entry = (entrySlot, level);
        return level >= 0;
    }

    /// <summary>Frees all memory; nothing may be read afterwards.</summary>
    public void Free() => _links.Free();
}

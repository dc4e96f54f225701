using HyperFace.Search.Memory;

namespace HyperFace.Search.Sweep;

/// <summary>Slots that were put off, in the order in which they came. Used again; not thread-safe.</summary>
/// <param name="most">There will never be more.</param>
internal sealed unsafe class DeferredSlots(long most) : IDisposable
{
    private DeferredSlot* _slots;
    private int _room;

    /// <summary>Frees the memory of a list that nobody disposed.</summary>
    ~DeferredSlots() => NativeBlock.Free(_slots);

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Where the next one goes.</summary>
    public DeferredSlot* End => _slots + Count;

    /// <summary>The slots.</summary>
    public Span<DeferredSlot> Slots => new(_slots, Count);

    /// <summary>Makes room for so many more; returns the end, where the next one goes.</summary>
    public DeferredSlot* MakeRoom(int more)
    {
        if (_room < Count + more)
        {
            int room = Math.Max(Count + more, (int)Math.Min(2L * _room, most));
            var larger = (DeferredSlot*)NativeBlock.Allocate((long)room * sizeof(DeferredSlot));
            Slots.CopyTo(new Span<DeferredSlot>(larger, room));
            NativeBlock.Free(_slots);
            _slots = larger;
            _room = room;
        }

        return End;
    }

    /// <summary>Takes in what was written where there was room, up to <paramref name="end"/>.</summary>
    public void EndAt(DeferredSlot* end) => Count = (int)(end - _slots);

    /// <summary>Of those from <paramref name="from"/> on keeps the ones among the first <paramref name="count"/> that reach a line.</summary>
    public void Keep(int from, int count, CutLine line)
    {
        DeferredSlot* kept = _slots + from;
        foreach (DeferredSlot slot in Slots.Slice(from, count))
        {
            *kept = slot;
            kept += line.IsReached(slot.Sum, slot.Alignment) ? 1 : 0;
        }

        EndAt(kept);
    }

    /// <summary>Takes all out.</summary>
    public void Clear() => Count = 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeBlock.Free(_slots);
        _slots = null;
        _room = 0;
        Count = 0;
        GC.SuppressFinalize(this);
    }
}

using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HyperFace.Search.Memory;

/// <summary>
/// One thing of every slot, in segments: native memory, or a section of a mapped snapshot. A segment of a
/// snapshot is verified when it is first read, and copied into native memory when it is first written to or brought in. One
/// thread at a time makes room; any thread reads; who writes where is the caller's to order.
/// </summary>
/// <param name="shape">Bytes of an item and items of a segment.</param>
/// <param name="resident">Whether segments of a snapshot are copied into memory already when they are first read.</param>
internal sealed unsafe class Column(ColumnShape shape, bool resident = false)
{
    /// <summary>What native memory is asked for at a time, at most, but for one segment.</summary>
    private const long SlabBytes = 4 << 20;

    private readonly int _stride = shape.Stride;
    private readonly int _shift = shape.Shift;
    private readonly int _mask = shape.SegmentItems - 1;
    private readonly Lock _changing = new();
    private readonly List<nint> _slabs = [];
    private volatile nint[] _segments = [];
    private ISegmentSource? _source;
    private int _held;
    private int _restored;
    private int _notInMemory;
    private byte* _slab;
    private int _slabLeft;

    /// <summary>Bytes of an item and items of a segment.</summary>
    public ColumnShape Shape => shape;

    /// <summary>Native bytes held.</summary>
    public long NativeBytes { get; private set; }

    /// <summary>Segments that came from a snapshot, the first ones.</summary>
    public int RestoredSegments => _restored;

    /// <summary>Bytes of these.</summary>
    public long RestoredBytes => _restored * shape.SegmentBytes;

    /// <summary>An item, to be read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* At(int item)
    {
        nint segment = _segments[item >> _shift];
        if (segment == 0)
        {
            segment = Fetch(item >> _shift);
        }

        return (byte*)segment + ((long)(item & _mask) * _stride);
    }

    /// <summary>An item, to be written to.</summary>
    public byte* Own(int item)
    {
        byte* found = At(item);
        if (_source is not { } source || !source.Holds(found))
        {
            return found;
        }

        lock (_changing)
        {
            int segment = item >> _shift;
            if (source.Holds((byte*)_segments[segment]))
            {
                Replace(segment, Allocate(1));
            }

            return At(item);
        }
    }

    /// <summary>Copies a segment that is mapped into memory, beside those that were brought in before. Whoever is reading it goes on with what it has.</summary>
    /// <param name="segment">One of the first <see cref="RestoredSegments"/>.</param>
    /// <param name="isUnread">Whether nobody has read it yet: then it stays as it is.</param>
    /// <returns>Bytes copied; 0 when the segment was in memory.</returns>
    public long BringIn(int segment, out bool isUnread)
    {
        isUnread = _segments[segment] == 0;
        if (isUnread || !_source!.Holds((byte*)_segments[segment]))
        {
            return 0;
        }

        lock (_changing)
        {
            // Written to in the meantime, it is in memory.
            if (!_source.Holds((byte*)_segments[segment]))
            {
                return 0;
            }

            Replace(segment, NextOfSlab());
            return shape.SegmentBytes;
        }
    }

    /// <summary>Makes room for items below <paramref name="count"/>; new ones are zero.</summary>
    public void Reserve(int count)
    {
        int needed = shape.SegmentsOf(count);
        if (needed <= _held)
        {
            return;
        }

        lock (_changing)
        {
            if (_segments.Length < needed)
            {
                nint[] more = new nint[Math.Max(needed, Math.Min(_segments.Length * 2L, Array.MaxLength))];
                _segments.CopyTo(more, 0);
                _segments = more;
            }

            for (; _held < needed; _held++)
            {
                Volatile.Write(ref _segments[_held], (nint)NextOfSlab());
            }
        }
    }

    /// <summary>Takes the items of a snapshot; the column is empty. A last segment that is not full is read at once, for more will be written to it.</summary>
    public void Restore(ISegmentSource source, int items)
    {
        Debug.Assert(_held == 0, "Only an empty column is restored.");
        _source = source;
        _held = shape.SegmentsOf(items);
        _restored = _held;
        _notInMemory = _held;
        _segments = new nint[_held];
        if ((items & _mask) != 0)
        {
            byte* last = Allocate(1);
            source.Load(_held - 1, last);
            _segments[_held - 1] = (nint)last;
            _notInMemory--;
        }
    }

    /// <summary>Verifies every segment that was not read yet.</summary>
    public void FetchAll(CancellationToken cancellation)
    {
        for (int segment = 0; segment < _restored; segment++)
        {
            cancellation.ThrowIfCancellationRequested();
            _ = At(segment << _shift);
        }
    }

    /// <summary>Frees all memory; nothing may be read afterwards.</summary>
    public void Free()
    {
        foreach (nint slab in _slabs)
        {
            NativeBlock.Free((void*)slab);
        }

        _slabs.Clear();
        _segments = [];
        NativeBytes = 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private nint Fetch(int segment)
    {
        if (!resident)
        {
            // Two threads may verify the same segment: both find the same.
            nint[] segments = _segments;
            nint mapped = (nint)_source!.Map(segment);
            nint before = Interlocked.CompareExchange(ref segments[segment], mapped, 0);
            return before == 0 ? mapped : before;
        }

        lock (_changing)
        {
            if (_segments[segment] == 0)
            {
                byte* copy = NextOfSlab();
                try
                {
                    _source!.Load(segment, copy);
                }
                catch
                {
                    // The next segment takes this place, and must find it empty.
                    NativeMemory.Clear(copy, (nuint)shape.SegmentBytes);
                    _slab = copy;
                    _slabLeft++;
                    throw;
                }

                Volatile.Write(ref _segments[segment], (nint)copy);
                _notInMemory--;
            }

            return _segments[segment];
        }
    }

    private void Replace(int segment, byte* copy)
    {
        Buffer.MemoryCopy((byte*)_segments[segment], copy, shape.SegmentBytes, shape.SegmentBytes);
        Volatile.Write(ref _segments[segment], (nint)copy);
        _notInMemory--;
    }

    /// <summary>Room for a segment, beside the one before where they go through memory in order.</summary>
    private byte* NextOfSlab()
    {
        if (_slabLeft == 0)
        {
            // As much again as there is: a host may have many galleries that never need a second segment. Of a snapshot no more
            // than it has, for many are never added to.
            int segments = (int)Math.Clamp(NativeBytes / shape.SegmentBytes, 1, Math.Max(1, SlabBytes / shape.SegmentBytes));
            segments = _notInMemory > 0 ? Math.Min(segments, _notInMemory) : segments;
            _slab = Allocate(segments);
            _slabLeft = segments;
        }

        byte* next = _slab;
        _slab += shape.SegmentBytes;
        _slabLeft--;
        return next;
    }

    private byte* Allocate(int segments)
    {
        _slabs.EnsureCapacity(_slabs.Count + 1);
        byte* block = NativeBlock.Allocate(segments * shape.SegmentBytes);
        _slabs.Add((nint)block);
        NativeBytes += segments * shape.SegmentBytes;
        return block;
    }
}

using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace HyperFace.Search.Vectors;

/// <summary>
/// Unit vectors with their template id, subject and death mark, in native segments that never move. One thread appends;
/// any thread reads slots below <see cref="Count"/>, which is published after the slot stands.
/// </summary>
internal sealed unsafe class VectorStore
{
    private const long SegmentBytes = 16L << 20;
    private const int FloatsPerLine = NativeBlock.Alignment / sizeof(float);

    private readonly int _shift;
    private readonly int _mask;
    private readonly long _idsOffset;
    private readonly long _subjectsOffset;
    private readonly long _deadOffset;
    private readonly long _segmentBytes;
    private volatile nint[] _segments = [];
    private int _count;
    private int _live;

    public VectorStore(int dimension)
    {
        Dimension = dimension;
        Stride = (dimension + FloatsPerLine - 1) / FloatsPerLine * FloatsPerLine;
        long vectorBytes = (long)Stride * sizeof(float);
        while ((1L << (_shift + 1)) * vectorBytes <= SegmentBytes)
        {
            _shift++;
        }

        int slots = 1 << _shift;
        _mask = slots - 1;
        _idsOffset = slots * vectorBytes;
        _subjectsOffset = _idsOffset + ((long)slots * sizeof(ulong));
        _deadOffset = _subjectsOffset + ((long)slots * sizeof(uint));
        _segmentBytes = _deadOffset + slots;
    }

    /// <summary>Floats of a vector.</summary>
    public int Dimension { get; }

    /// <summary>Floats from one vector to the next: the dimension rounded up to a cache line, the rest zero.</summary>
    public int Stride { get; }

    /// <summary>The logarithm of a segment's slots.</summary>
    public int SlotBits => _shift;

    /// <summary>Slots that stand.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Of these, the ones not removed. One number, not a difference of two: that could be read between two changes.</summary>
    public int Live => Volatile.Read(ref _live);

    /// <summary>Native bytes held.</summary>
    public long NativeBytes => _segments.Length * _segmentBytes;

    /// <summary>The vector of a slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* Vector(int slot) => (float*)Segment(slot) + ((long)(slot & _mask) * Stride);

    /// <summary>The template of a slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Template(int slot) => ((ulong*)(Segment(slot) + _idsOffset))[slot & _mask];

    /// <summary>The subject of a slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Subject(int slot) => ((uint*)(Segment(slot) + _subjectsOffset))[slot & _mask];

    /// <summary>Whether a slot was removed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsDead(int slot) => Volatile.Read(ref (Segment(slot) + _deadOffset)[slot & _mask]) != 0;

    /// <summary>Appends a slot that <see cref="Publish"/> will make visible; its vector is all zero and is the caller's to fill.</summary>
    public int Reserve(ulong template, uint subject)
    {
        int slot = _count;
        if (slot == int.MaxValue)
        {
            throw new InvalidOperationException("The index is full: 2,147,483,647 templates.");
        }

        if (slot >> _shift == _segments.Length)
        {
            nint segment = (nint)NativeBlock.Allocate(_segmentBytes, zeroed: false);
            _segments = [.. _segments, segment];
        }

        byte* start = Segment(slot);
        int local = slot & _mask;
        ((ulong*)(start + _idsOffset))[local] = template;
        ((uint*)(start + _subjectsOffset))[local] = subject;
        (start + _deadOffset)[local] = 0;
        new Span<float>(Vector(slot), Stride).Clear();
        return slot;
    }

    /// <summary>Makes the slot just reserved visible.</summary>
    public void Publish(int slot)
    {
        Debug.Assert(slot == _count, "Slots are published in order.");
        Volatile.Write(ref _live, _live + 1);
        Volatile.Write(ref _count, slot + 1);
    }

    /// <summary>Marks a slot removed.</summary>
    public void Kill(int slot)
    {
        Debug.Assert(!IsDead(slot), "A slot dies once.");
        Volatile.Write(ref (Segment(slot) + _deadOffset)[slot & _mask], 1);
        Volatile.Write(ref _live, _live - 1);
    }

    /// <summary>A copy of the death marks of all slots: what is removed later does not show in it.</summary>
    public byte[] CopyDeathMarks()
    {
        var marks = new byte[_count];
        for (int i = 0; i << _shift < marks.Length; i++)
        {
            Span<byte> part = marks.AsSpan(i << _shift);
            new ReadOnlySpan<byte>((byte*)_segments[i] + _deadOffset, Math.Min(_mask + 1, part.Length)).CopyTo(part);
        }

        return marks;
    }

    /// <summary>Frees all memory; nothing may be read afterwards.</summary>
    public void Free()
    {
        foreach (nint segment in _segments)
        {
            NativeBlock.Free((void*)segment);
        }

        _segments = [];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* Segment(int slot) => (byte*)_segments[slot >> _shift];
}

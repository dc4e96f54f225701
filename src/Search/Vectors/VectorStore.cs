using System.Diagnostics;
using System.Runtime.CompilerServices;
using HyperFace.Search.Memory;

namespace HyperFace.Search.Vectors;

/// <summary>
/// Unit vectors with their template id, subject and death mark, slot by slot. One thread writes; any thread reads slots
/// below <see cref="Count"/>, which is published after the slot stands.
/// </summary>
internal sealed unsafe class VectorStore
{
    private const int FloatsPerLine = NativeBlock.Alignment / sizeof(float);

    /// <summary>The most slots: loops in steps of a block must not overflow, and there are arrays of a value a slot.</summary>
    public const int MostSlots = 2_147_483_000;

    /// <summary>Bytes of a vector that are sent for: behind these the hardware follows on by itself.</summary>
    private const int VectorBytesAhead = 32 * Kernels.Fetch.CacheLine;

    private const byte DeadMark = 1;
    private const byte FreeMark = 2;

    private int _count;
    private int _live;
    private int _free;
    private int _lowestFree;

    public VectorStore(int dimension)
    {
        Dimension = dimension;
        Stride = (dimension + FloatsPerLine - 1) / FloatsPerLine * FloatsPerLine;
        Vectors = new Column(ColumnShape.Of(Stride * sizeof(float), ColumnShape.ColdSegmentBytes));
    }

    /// <summary>Floats of a vector.</summary>
    public int Dimension { get; }

    /// <summary>Floats from one vector to the next: the dimension rounded up to a cache line, the rest zero.</summary>
    public int Stride { get; }

    /// <summary>Slots that stand.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Of these, the ones not removed. One number, not a difference of two: that could be read between two changes.</summary>
    public int Live => Volatile.Read(ref _live);

    /// <summary>Slots that may be used again.</summary>
    public int FreeSlots => Volatile.Read(ref _free);

    /// <summary>Vectors, <see cref="Stride"/> floats each.</summary>
    public Column Vectors { get; }

    /// <summary>Template ids, 64 bits each.</summary>
    public Column Templates { get; } = new(ColumnShape.Of(sizeof(ulong)));

    /// <summary>Subjects, 32 bits each.</summary>
    public Column Subjects { get; } = new(ColumnShape.Of(sizeof(uint)));

    /// <summary>Death marks, a byte each: 1 for a slot whose template was removed, 2 for one that may be used again.</summary>
    public Column Dead { get; } = new(ColumnShape.Of(sizeof(byte)));

    /// <summary>Native bytes held.</summary>
    public long NativeBytes => Vectors.NativeBytes + Templates.NativeBytes + Subjects.NativeBytes + Dead.NativeBytes;

    /// <summary>The vector of a slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* Vector(int slot) => (float*)Vectors.At(slot);

    /// <summary>The template of a slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Template(int slot) => *(ulong*)Templates.At(slot);

    /// <summary>The subject of a slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Subject(int slot) => *(uint*)Subjects.At(slot);

    /// <summary>Whether a slot's template was removed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsDead(int slot) => Volatile.Read(ref *Dead.At(slot)) != 0;

    /// <summary>Sends for the vector of a slot that is not dead, and for what is told with it. A segment of a snapshot that was not read yet is verified first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch(int slot)
    {
        Kernels.Fetch.Lines(Vector(slot), Math.Min(Stride * sizeof(float), VectorBytesAhead));
        Kernels.Fetch.Line(Subjects.At(slot));
        Kernels.Fetch.Line(Templates.At(slot));
    }

    /// <summary>Makes room for one more slot and marks it dead until <see cref="Publish"/>; returns it.</summary>
    public int Append()
    {
        int slot = _count;
        if (slot == MostSlots)
        {
            throw new InvalidOperationException($"The index is full: {MostSlots} templates.");
        }

        Vectors.Reserve(slot + 1);
        Templates.Reserve(slot + 1);
        Subjects.Reserve(slot + 1);
        Dead.Reserve(slot + 1);
        *Dead.Own(slot) = DeadMark;
        return slot;
    }

    /// <summary>Whether a mark is that of a slot that may be used again.</summary>
    public static bool IsFreeMark(byte mark) => mark == FreeMark;

    /// <summary>Whether a slot may be used again.</summary>
    public bool IsFree(int slot) => *Dead.At(slot) == FreeMark;

    /// <summary>The lowest slot that may be used again; it is no longer free once it is published.</summary>
    public bool TryFindFree(out int slot)
    {
        slot = -1;
        if (_free == 0)
        {
            return false;
        }

        while (_lowestFree < _count && !IsFree(_lowestFree))
        {
            _lowestFree++;
        }

        if (_lowestFree == _count)
        {
            // A snapshot that was made wrong counts more than there are.
            Volatile.Write(ref _free, 0);
            return false;
        }

        slot = _lowestFree;
        return true;
    }

    /// <summary>Lets dead slots be used again; no search may be reading them.</summary>
    public void Release(ReadOnlySpan<int> slots)
    {
        foreach (int slot in slots)
        {
            Debug.Assert(IsDead(slot), "Only a dead slot is freed.");
            if (!IsFree(slot))
            {
                *Dead.Own(slot) = FreeMark;
                _lowestFree = Math.Min(_lowestFree, slot);
                Volatile.Write(ref _free, _free + 1);
            }
        }
    }

    /// <summary>Writes what a slot will hold: one just appended, or a dead one that no search reads. Its vector is all zero and is the caller's to fill.</summary>
    /// <returns>Room for the vector.</returns>
    public Span<float> Write(int slot, ulong template, uint subject)
    {
        *(ulong*)Templates.Own(slot) = template;
        *(uint*)Subjects.Own(slot) = subject;
        var vector = new Span<float>(Vectors.Own(slot), Stride);
        vector.Clear();
        Ready(slot);
        return vector[..Dimension];
    }

    /// <summary>Makes a slot's mark one that can be changed: that may take memory, and changing it must not fail half way.</summary>
    public void Ready(int slot) => _ = Dead.Own(slot);

    /// <summary>Makes a written slot visible.</summary>
    public void Publish(int slot)
    {
        Debug.Assert(slot <= _count && IsDead(slot), "A slot is published once, the new ones in order.");
        Volatile.Write(ref _free, _free - (IsFree(slot) ? 1 : 0));
        Volatile.Write(ref *Dead.Own(slot), 0);
        Volatile.Write(ref _live, _live + 1);
        if (slot == _count)
        {
            Volatile.Write(ref _count, slot + 1);
        }
    }

    /// <summary>Marks a slot's template removed.</summary>
    public void Kill(int slot)
    {
        Debug.Assert(!IsDead(slot), "A template dies once.");
        Volatile.Write(ref *Dead.Own(slot), DeadMark);
        Volatile.Write(ref _live, _live - 1);
    }

    /// <summary>A copy of the death marks of all slots: what is removed later does not show in it.</summary>
    public byte[] CopyDeathMarks()
    {
        var marks = new byte[_count];
        for (int segment = 0; segment < Dead.Shape.SegmentsOf(marks.Length); segment++)
        {
            int first = segment << Dead.Shape.Shift;
            Span<byte> part = marks.AsSpan(first);
            new ReadOnlySpan<byte>(Dead.At(first), Math.Min(Dead.Shape.SegmentItems, part.Length)).CopyTo(part);
        }

        return marks;
    }

    /// <summary>How many slots live and how many are free, by their marks.</summary>
    public (int Live, int Free) CountMarks()
    {
        byte[] marks = CopyDeathMarks();
        return (marks.AsSpan().Count((byte)0), marks.AsSpan().Count(FreeMark));
    }

    /// <summary>Says how many slots stand and live once the columns were restored from a snapshot.</summary>
    public void Restore(int count, int live, int free)
    {
        _count = count;
        _live = live;
        _free = free;
    }

    /// <summary>Frees all memory; nothing may be read afterwards.</summary>
    public void Free()
    {
        Vectors.Free();
        Templates.Free();
        Subjects.Free();
        Dead.Free();
    }
}

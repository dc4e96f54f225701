using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HyperFace.Search.Kernels;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Codes;

/// <summary>
/// The short forms of every slot's vector, rotated: one bit a dimension for the sweep, in blocks of 32 slots; two bits a
/// dimension for a second look at what it lets through; and one byte a dimension for scoring the rest, and for the graph.
/// Beside the segments of a vector store, slot by slot, in native memory that never moves. One thread writes a slot before
/// the store publishes it; any thread reads published slots.
/// </summary>
/// <remarks>
/// A block holds, for each pair of groups of four dimensions, a byte of each of its 32 slots: the first group's signs in
/// the low half, the second's in the high half, bit 1 for a coordinate of 0 or more. Behind them the 32 alignments (the
/// cosine between vector and sign vector) and the 32 residuals (its sine).
/// </remarks>
internal sealed unsafe class CodeStore
{
    /// <summary>Slots of a block.</summary>
    public const int BlockSlots = SignSums.Slots;

    /// <summary>Dimensions of a group: their signs are half a byte.</summary>
    public const int GroupDimensions = 4;

    private const int FactorBytes = BlockSlots * sizeof(float);

    private readonly int _shift;
    private readonly int _mask;
    private readonly int _signBytes;
    private readonly long _pairsOffset;
    private readonly long _pairFactorsOffset;
    private readonly long _bytesOffset;
    private readonly long _scalesOffset;
    private readonly long _errorsOffset;
    private readonly long _segmentBytes;
    private volatile nint[] _segments = [];
    private float _largestError;

    /// <param name="dimension">Values of a vector.</param>
    /// <param name="slotBits">The logarithm of a segment's slots: 5 or more.</param>
    /// <param name="seed">Chooses the rotation.</param>
    public CodeStore(int dimension, int slotBits, ulong seed)
    {
        Debug.Assert(1 << slotBits >= BlockSlots, "A segment is made of whole blocks.");
        Rotation = new Rotation(dimension, seed);
        _shift = slotBits;
        int slots = 1 << slotBits;
        _mask = slots - 1;
        _signBytes = BlockSlots * Dimension / 8;
        BlockBytes = _signBytes + (2 * FactorBytes);
        PairBytes = PairCode.BytesOf(Dimension);
        _pairsOffset = (long)slots / BlockSlots * BlockBytes;
        _pairFactorsOffset = _pairsOffset + ((long)slots * PairBytes);
        _bytesOffset = _pairFactorsOffset + ((long)slots * sizeof(PairCode));
        _scalesOffset = _bytesOffset + ((long)slots * Dimension);
        _errorsOffset = _scalesOffset + ((long)slots * sizeof(float));
        _segmentBytes = _errorsOffset + ((long)slots * sizeof(float));
    }

    /// <summary>The rotation that vectors go through before they are coded, and probes before they meet codes.</summary>
    public Rotation Rotation { get; }

    /// <summary>Coordinates of a rotated vector.</summary>
    public int Dimension => Rotation.Dimension;

    /// <summary>Bytes from one block to the next in a segment.</summary>
    public int BlockBytes { get; }

    /// <summary>No code's error is larger.</summary>
    public float LargestError => Volatile.Read(ref _largestError);

    /// <summary>Native bytes held.</summary>
    public long NativeBytes => _segments.Length * _segmentBytes;

    /// <summary>The block that begins at a slot, a multiple of 32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* Block(int slot) => Segment(slot) + ((long)((slot & _mask) / BlockSlots) * BlockBytes);

    /// <summary>The alignments of a block's slots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* Alignments(byte* block) => (float*)(block + _signBytes);

    /// <summary>The residuals of a block's slots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* Residuals(byte* block) => (float*)(block + _signBytes + FactorBytes);

    /// <summary>Bytes of a two-bit code.</summary>
    public int PairBytes { get; }

    /// <summary>The two-bit code of a slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* Pairs(int slot) => Segment(slot) + _pairsOffset + ((long)(slot & _mask) * PairBytes);

    /// <summary>What the two-bit code of a slot stands for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PairCode* PairFactors(int slot) => (PairCode*)(Segment(slot) + _pairFactorsOffset) + (slot & _mask);

    /// <summary>The byte code of a slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public sbyte* Bytes(int slot) => (sbyte*)Segment(slot) + _bytesOffset + ((long)(slot & _mask) * Dimension);

    /// <summary>What a byte of a slot's code stands for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Scale(int slot) => ((float*)(Segment(slot) + _scalesOffset))[slot & _mask];

    /// <summary>How far, at most, the vector lies from what its byte code stands for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Error(int slot) => ((float*)(Segment(slot) + _errorsOffset))[slot & _mask];

    /// <summary>Makes room for slots below <paramref name="count"/>; one thread at a time.</summary>
    public void Reserve(int count)
    {
        while ((long)_segments.Length << _shift < count)
        {
            // The first in small pages: a host may have many galleries that never need a second.
            byte* segment = _segments.Length == 0 ? NativeBlock.Allocate(_segmentBytes, zeroed: false) : NativeBlock.AllocateHot(_segmentBytes);
            _segments = [.. _segments, (nint)segment];
        }
    }

    /// <summary>Writes the codes of a slot that there is room for and that is not published yet; of a block the first slot comes first.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="vector">Its vector, of unit length.</param>
    /// <param name="rotated">Room for <see cref="Dimension"/> values.</param>
    public void Write(int slot, ReadOnlySpan<float> vector, Span<float> rotated)
    {
        Rotation.Apply(vector, rotated);
        WriteSigns(slot, rotated);
        *PairFactors(slot) = PairCode.Write(rotated, new Span<byte>(Pairs(slot), PairBytes));
        ByteCode code = ByteCode.Write(rotated, new Span<sbyte>(Bytes(slot), Dimension));
        ((float*)(Segment(slot) + _scalesOffset))[slot & _mask] = code.Scale;
        ((float*)(Segment(slot) + _errorsOffset))[slot & _mask] = code.Error;
        RaiseLargestError(code.Error);
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

    private void RaiseLargestError(float error)
    {
        // Several threads write codes when a snapshot is opened.
        float known = LargestError;
        while (error > known)
        {
            float before = Interlocked.CompareExchange(ref _largestError, error, known);
            if (before == known)
            {
                return;
            }

            known = before;
        }
    }

    private void WriteSigns(int slot, ReadOnlySpan<float> rotated)
    {
        byte* block = Block(slot);
        int place = slot % BlockSlots;
        if (place == 0)
        {
            // A sweep reads a block whole, with the slots that are still to come.
            NativeMemory.Clear(block, (nuint)BlockBytes);
        }

        Vector256<float> sums = default;
        for (int i = 0; i < rotated.Length; i += 2 * GroupDimensions)
        {
            Vector256<float> eight = Vector256.Create(rotated[i..]);
            uint signs = ~Vector256.LessThan(eight, Vector256<float>.Zero).ExtractMostSignificantBits() & 0xFF;
            block[(i / (2 * GroupDimensions) * BlockSlots) + place] = (byte)signs;
            sums += Vector256.Abs(eight);
        }

        double sum = 0;
        for (int lane = 0; lane < Vector256<float>.Count; lane++)
        {
            // One by one: the same order, and so the same bits, on every processor.
            sum += sums[lane];
        }

        double alignment = Math.Min(1, sum / Math.Sqrt(rotated.Length));
        Alignments(block)[place] = (float)alignment;
        Residuals(block)[place] = (float)Math.Sqrt(1 - (alignment * alignment));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* Segment(int slot) => (byte*)_segments[slot >> _shift];
}

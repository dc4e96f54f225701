using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HyperFace.Search.Kernels;
using HyperFace.Search.Memory;

namespace HyperFace.Search.Codes;

/// <summary>
/// The short forms of every slot's vector, rotated: one bit a dimension for the sweep, in blocks of 32 slots; two bits a
/// dimension for a second look at what it lets through; and one byte a dimension for scoring the rest, and for the graph.
/// One thread writes a slot before the vector store publishes it; any thread reads published slots.
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

    private readonly int _signBytes;
    private float _largestError;

    /// <param name="dimension">Values of a vector.</param>
    /// <param name="seed">Chooses the rotation.</param>
    public CodeStore(int dimension, ulong seed)
    {
        Rotation = new Rotation(dimension, seed);
        _signBytes = BlockSlots * Dimension / 8;
        BlockBytes = _signBytes + (2 * FactorBytes);
        PairBytes = PairCode.BytesOf(Dimension);
        SignBlocks = new Column(ColumnShape.Of(BlockBytes), resident: true);
        PairCodes = new Column(ColumnShape.Of(PairBytes));
        ByteCodes = new Column(ColumnShape.Of(Dimension));
    }

    /// <summary>The rotation that vectors go through before they are coded, and probes before they meet codes.</summary>
    public Rotation Rotation { get; }

    /// <summary>Coordinates of a rotated vector.</summary>
    public int Dimension => Rotation.Dimension;

    /// <summary>Bytes of a block.</summary>
    public int BlockBytes { get; }

    /// <summary>Bytes of a two-bit code.</summary>
    public int PairBytes { get; }

    /// <summary>Blocks of 32 sign codes; kept in memory, for every sweep reads them all.</summary>
    public Column SignBlocks { get; }

    /// <summary>Two-bit codes.</summary>
    public Column PairCodes { get; }

    /// <summary>What the two-bit codes stand for, <see cref="PairCode"/> each.</summary>
    public Column PairFactorsOfSlots { get; } = new(ColumnShape.Of(sizeof(PairCode)));

    /// <summary>Byte codes.</summary>
    public Column ByteCodes { get; }

    /// <summary>What the byte codes stand for, <see cref="ByteFactors"/> each.</summary>
    public Column ByteFactorsOfSlots { get; } = new(ColumnShape.Of(sizeof(ByteFactors)));

    /// <summary>No byte code's error is larger.</summary>
    public float LargestError => Volatile.Read(ref _largestError);

    /// <summary>Native bytes held.</summary>
    public long NativeBytes =>
        SignBlocks.NativeBytes + PairCodes.NativeBytes + PairFactorsOfSlots.NativeBytes + ByteCodes.NativeBytes + ByteFactorsOfSlots.NativeBytes;

    /// <summary>Blocks that so many slots need.</summary>
    public static int BlocksOf(int slots) => (int)(((long)slots + BlockSlots - 1) / BlockSlots);

    /// <summary>The block that begins at a slot, a multiple of 32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* Block(int slot) => SignBlocks.At(slot / BlockSlots);

    /// <summary>The alignments of a block's slots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* Alignments(byte* block) => (float*)(block + _signBytes);

    /// <summary>The residuals of a block's slots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* Residuals(byte* block) => (float*)(block + _signBytes + FactorBytes);

    /// <summary>The two-bit code of a slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* Pairs(int slot) => PairCodes.At(slot);

    /// <summary>What the two-bit code of a slot stands for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PairCode* PairFactors(int slot) => (PairCode*)PairFactorsOfSlots.At(slot);

    /// <summary>The byte code of a slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public sbyte* Bytes(int slot) => (sbyte*)ByteCodes.At(slot);

    /// <summary>What a byte of a slot's code stands for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Scale(int slot) => ((ByteFactors*)ByteFactorsOfSlots.At(slot))->Scale;

    /// <summary>How far, at most, the vector lies from what its byte code stands for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Error(int slot) => ((ByteFactors*)ByteFactorsOfSlots.At(slot))->Error;

    /// <summary>The product of a slot's two-bit code with a probe of bytes, padded as these codes are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float PairProductOf(int slot, sbyte* probe, int sum, float scale) =>
        PairFactors(slot)->Product(PairProduct.Of(probe, Pairs(slot), PairBytes * PairCode.InAByte / PairCode.Stretch), sum, scale);

    /// <summary>Sends for the two-bit code of a slot and what it stands for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FetchPairs(int slot)
    {
        Fetch.Lines(Pairs(slot), PairBytes);
        Fetch.Line(PairFactors(slot));
    }

    /// <summary>Sends for the byte code of a slot and what it stands for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FetchBytes(int slot)
    {
        Fetch.Lines(Bytes(slot), Dimension);
        Fetch.Line(ByteFactorsOfSlots.At(slot));
    }

    /// <summary>Makes room for slots below <paramref name="count"/>; one thread at a time.</summary>
    public void Reserve(int count)
    {
        SignBlocks.Reserve(BlocksOf(count));
        PairCodes.Reserve(count);
        PairFactorsOfSlots.Reserve(count);
        ByteCodes.Reserve(count);
        ByteFactorsOfSlots.Reserve(count);
    }

    /// <summary>Writes the codes of a slot that there is room for and that is not published.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="vector">Its vector, of unit length.</param>
    /// <param name="rotated">Room for <see cref="Dimension"/> values.</param>
    public void Write(int slot, ReadOnlySpan<float> vector, Span<float> rotated)
    {
        Rotation.Apply(vector, rotated);
        WriteSigns(slot, rotated);
        *(PairCode*)PairFactorsOfSlots.Own(slot) = PairCode.Write(rotated, new Span<byte>(PairCodes.Own(slot), PairBytes));
        ByteCode code = ByteCode.Write(rotated, new Span<sbyte>(ByteCodes.Own(slot), Dimension));
        *(ByteFactors*)ByteFactorsOfSlots.Own(slot) = new ByteFactors(code.Scale, code.Error);
        Volatile.Write(ref _largestError, Math.Max(_largestError, code.Error));
    }

    /// <summary>Wipes a slot's sign code out of a copy of its block.</summary>
    public void EraseSigns(int slot, Span<byte> block)
    {
        int place = slot % BlockSlots;
        for (int group = place; group < _signBytes; group += BlockSlots)
        {
            block[group] = 0;
        }

        Span<float> factors = MemoryMarshal.Cast<byte, float>(block[_signBytes..]);
        factors[place] = 0;
        factors[BlockSlots + place] = 0;
    }

    /// <summary>Says how large the errors are once the columns were restored from a snapshot.</summary>
    public void Restore(float largestError) => Volatile.Write(ref _largestError, largestError);

    /// <summary>Frees all memory; nothing may be read afterwards.</summary>
    public void Free()
    {
        SignBlocks.Free();
        PairCodes.Free();
        PairFactorsOfSlots.Free();
        ByteCodes.Free();
        ByteFactorsOfSlots.Free();
    }

    private void WriteSigns(int slot, ReadOnlySpan<float> rotated)
    {
        byte* block = SignBlocks.Own(slot / BlockSlots);
        int place = slot % BlockSlots;
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
}

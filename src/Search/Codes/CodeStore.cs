using System.Runtime.CompilerServices;
using HyperFace.Search.Kernels;
using HyperFace.Search.Memory;

namespace HyperFace.Search.Codes;

/// <summary>
/// The short forms of every slot's vector, rotated: half a bit and one bit a dimension for the sweep, in blocks of 32 slots; two
/// bits a dimension for a second look at what these let through; and one byte a dimension for scoring the rest, and for the
/// graph. One thread writes a slot before the vector store publishes it; any thread reads published slots.
/// </summary>
internal sealed unsafe class CodeStore
{
    private readonly byte[] _code;
    private float _largestError;

    /// <param name="dimension">Values of a vector.</param>
    /// <param name="seed">Chooses the rotation.</param>
    public CodeStore(int dimension, ulong seed)
    {
        Rotation = new Rotation(dimension, seed);
        _code = new byte[Dimension / (2 * SignCode.GroupDimensions)];
        PairBytes = PairCode.BytesOf(Dimension);
        Peaks = new CodeBlocks(Dimension / PeakCode.GroupDimensions, resident: true);
        Signs = new CodeBlocks(Dimension / SignCode.GroupDimensions, resident: false);
        PairCodes = new Column(ColumnShape.Of(PairBytes));
        ByteCodes = new Column(ColumnShape.Of(Dimension));
    }

    /// <summary>The rotation that vectors go through before they are coded, and probes before they meet codes.</summary>
    public Rotation Rotation { get; }

    /// <summary>Coordinates of a rotated vector.</summary>
    public int Dimension => Rotation.Dimension;

    /// <summary>Bytes of a two-bit code.</summary>
    public int PairBytes { get; }

    /// <summary>The peak codes; kept in memory, for sweeps of large galleries read most of them.</summary>
    public CodeBlocks Peaks { get; }

    /// <summary>The sign codes.</summary>
    public CodeBlocks Signs { get; }

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
        Peaks.Column.NativeBytes + Signs.Column.NativeBytes + PairCodes.NativeBytes + PairFactorsOfSlots.NativeBytes + ByteCodes.NativeBytes + ByteFactorsOfSlots.NativeBytes;

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
        Peaks.Column.Reserve(CodeBlocks.BlocksOf(count));
        Signs.Column.Reserve(CodeBlocks.BlocksOf(count));
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
        Span<byte> peaks = _code.AsSpan(0, Peaks.Pairs);
        Peaks.Write(slot, peaks, PeakCode.Write(rotated, peaks));
        Signs.Write(slot, _code, SignCode.Write(rotated, _code));
        *(PairCode*)PairFactorsOfSlots.Own(slot) = PairCode.Write(rotated, new Span<byte>(PairCodes.Own(slot), PairBytes));
        ByteCode code = ByteCode.Write(rotated, new Span<sbyte>(ByteCodes.Own(slot), Dimension));
        *(ByteFactors*)ByteFactorsOfSlots.Own(slot) = new ByteFactors(code.Scale, code.Error);
        Volatile.Write(ref _largestError, Math.Max(_largestError, code.Error));
    }

    /// <summary>Says how large the errors are once the columns were restored from a snapshot.</summary>
    public void Restore(float largestError) => Volatile.Write(ref _largestError, largestError);

    /// <summary>Frees all memory; nothing may be read afterwards.</summary>
    public void Free()
    {
        Peaks.Column.Free();
        Signs.Column.Free();
        PairCodes.Free();
        PairFactorsOfSlots.Free();
        ByteCodes.Free();
        ByteFactorsOfSlots.Free();
    }
}

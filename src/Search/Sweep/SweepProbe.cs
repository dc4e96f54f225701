using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HyperFace.Search.Codes;
using HyperFace.Search.Memory;

namespace HyperFace.Search.Sweep;

/// <summary>A probe made ready for a sweep: rotated, as tables over the codes of each kind, and as bytes. Made anew for each search in the same memory; not thread-safe.</summary>
internal sealed unsafe class SweepProbe : IDisposable
{
    private readonly Rotation _rotation;
    private readonly float[] _rotated;

    public SweepProbe(Rotation rotation)
    {
        _rotation = rotation;
        _rotated = new float[rotation.Dimension];
        Signs = new SumTable<SignCode>(rotation, firstDither: 0);
        Peaks = new SumTable<PeakCode>(rotation, firstDither: rotation.Dimension / SignCode.GroupDimensions);
        Bytes = (sbyte*)NativeBlock.Allocate(PairCode.BytesOf(rotation.Dimension) * PairCode.InAByte);
    }

    /// <summary>Frees the bytes of a probe that nobody disposed.</summary>
    ~SweepProbe() => NativeBlock.Free(Bytes);

    /// <summary>The table over peak codes.</summary>
    public SumTable<PeakCode> Peaks { get; }

    /// <summary>The table over sign codes.</summary>
    public SumTable<SignCode> Signs { get; }

    /// <summary>The byte code of the probe, padded with zeros to whole stretches of two-bit codes.</summary>
    public sbyte* Bytes { get; private set; }

    /// <summary>What its bytes stand for.</summary>
    public ByteCode ByteCode { get; private set; }

    /// <summary>The sum of its bytes.</summary>
    public int ByteSum { get; private set; }

    /// <summary>Takes in a probe of unit length.</summary>
    public void Set(ReadOnlySpan<float> probe)
    {
        SetBytes(probe);
        Peaks.Set(_rotated);
        Signs.Set(_rotated);
    }

    /// <summary>Takes in a probe of unit length that will meet neither peak nor sign codes.</summary>
    public void SetBytes(ReadOnlySpan<float> probe)
    {
        _rotation.Apply(probe, _rotated);
        ByteCode = ByteCode.Write(_rotated, new Span<sbyte>(Bytes, _rotated.Length));
        ByteSum = SumOfBytes();
    }

    /// <summary>Takes in the byte code of a template as a probe that will meet neither peak nor sign codes.</summary>
    public void SetBytes(sbyte* code, float scale)
    {
        Buffer.MemoryCopy(code, Bytes, _rotated.Length, _rotated.Length);
        ByteCode = new ByteCode(scale, Length: 1, Error: 0);
        ByteSum = SumOfBytes();
    }

    /// <summary>How far the product of two byte codes lies from that of the vectors, at most: the probe's rounding meets a vector of unit length, the template's meets the rounded probe.</summary>
    /// <param name="error">The error of the template's code.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float ErrorOf(float error) => ByteCode.Error + (ByteCode.Length * error);

    /// <inheritdoc/>
    public void Dispose()
    {
        Peaks.Dispose();
        Signs.Dispose();
        NativeBlock.Free(Bytes);
        Bytes = null;
        GC.SuppressFinalize(this);
    }

    private int SumOfBytes()
    {
        Vector256<int> sums = default;
        for (int i = 0; i < _rotated.Length; i += Vector256<sbyte>.Count)
        {
            (Vector256<short> low, Vector256<short> high) = Vector256.Widen(Vector256.Load(Bytes + i));
            (Vector256<int> lower, Vector256<int> upper) = Vector256.Widen(low + high);
            sums += lower + upper;
        }

        return Vector256.Sum(sums);
    }
}

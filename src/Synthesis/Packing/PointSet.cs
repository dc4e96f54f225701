using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HyperFace.Synthesis.Packing;

/// <summary>
/// Points in native memory, 64-byte aligned, each padded with zeros to whole registers, and the rows to whole tiles, so that no
/// kernel has an edge to mind. Not checked: whoever asks for a row knows how many there are.
/// </summary>
internal sealed unsafe class PointSet : IDisposable
{
    /// <summary>Rows of a tile.</summary>
    public const int TileRows = 96;

    private float* _first;

    /// <summary>Makes room for points; all are zero.</summary>
    public PointSet(int count, int dimension)
    {
        Count = count;
        Dimension = dimension;
        Stride = (dimension + Vector256<float>.Count - 1) / Vector256<float>.Count * Vector256<float>.Count;
        nuint bytes = (nuint)Tiles * TileRows * (nuint)Stride * sizeof(float);
        _first = (float*)NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(_first, bytes);
        GC.AddMemoryPressure((long)bytes);
        Bytes = (long)bytes;
    }

    /// <summary>Frees the memory of points that nobody disposed.</summary>
    ~PointSet() => Free();

    public int Count { get; }

    public int Dimension { get; }

    /// <summary>Floats from one row to the next.</summary>
    public int Stride { get; }

    public int Tiles => (Count + TileRows - 1) / TileRows;

    public long Bytes { get; }

    /// <summary>A point.</summary>
    public float* this[int row] => _first + ((long)row * Stride);

    /// <summary>A point, without its padding.</summary>
    public Span<float> Row(int row) => new(this[row], Dimension);

    /// <summary>Copies the values of other points of the same shape.</summary>
    public void CopyFrom(PointSet other) => Buffer.MemoryCopy(other._first, _first, Bytes, other.Bytes);

    /// <summary>Copies of some points, in the order of their numbers here.</summary>
    public PointSet Select(ReadOnlySpan<int> numbers)
    {
        var chosen = new PointSet(numbers.Length, Dimension);
        for (int i = 0; i < numbers.Length; i++)
        {
            Row(numbers[i]).CopyTo(chosen.Row(i));
        }

        return chosen;
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (_first != null)
        {
            NativeMemory.AlignedFree(_first);
            _first = null;
            GC.RemoveMemoryPressure(Bytes);
        }
    }
}

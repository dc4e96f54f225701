using System.Runtime.InteropServices;
using HyperFace.Synthesis.Packing;
using HyperFace.Synthesis.Random;

namespace HyperFace.Synthesis;

/// <summary>Points of unit length in native memory. Read by any number of threads. Dispose them; spans of them are valid until then, and while somebody refers to this object.</summary>
public sealed class PackedPoints : IDisposable
{
    private const int RandomStream = 7;

    private bool _isDisposed;

    internal PackedPoints(PointSet set) => Set = set;

    /// <summary>How many.</summary>
    public int Count => Set.Count;

    /// <summary>Floats of each.</summary>
    public int Dimension => Set.Dimension;

    /// <summary>The points themselves.</summary>
    internal PointSet Set { get; }

    /// <summary>A point. The span is no longer valid once the points are disposed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such point.</exception>
    /// <exception cref="ObjectDisposedException">The points were disposed.</exception>
    public ReadOnlySpan<float> this[int index]
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return Set.Row(index);
        }
    }

    /// <summary>Points drawn uniformly from the sphere; the same for the same seed.</summary>
    /// <param name="count">How many, 1 to <see cref="PackingOptions.MaxPoints"/>.</param>
    /// <param name="dimension">Floats of each, 2 to <see cref="PackingOptions.MaxDimension"/>.</param>
    /// <param name="seed">Any value.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static PackedPoints Uniform(int count, int dimension, ulong seed)
    {
        PointSet set = New(count, dimension);
        Parallel.For(0, count, point =>
        {
            var random = new SeededGaussian(seed, RandomStream, point);
            Span<float> row = set.Row(point);
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = (float)random.Next();
            }

            _ = UnitRows.TryNormalise(row);
        });
        return new PackedPoints(set);
    }

    /// <summary>Copies points and brings each to unit length.</summary>
    /// <param name="values">The points, one behind the other.</param>
    /// <param name="dimension">Floats of each, 2 to <see cref="PackingOptions.MaxDimension"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dimension is out of its range.</exception>
    /// <exception cref="ArgumentException"><paramref name="values"/> is no multiple of the dimension, or empty.</exception>
    /// <exception cref="InvalidPointsException">A point holds NaN or infinity, or has no direction.</exception>
    public static PackedPoints From(ReadOnlySpan<float> values, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 2);
        if (values.Length == 0 || values.Length % dimension != 0)
        {
            throw new ArgumentException($"{values.Length} values are no points of {dimension}.", nameof(values));
        }

        PointSet set = New(values.Length / dimension, dimension);
        for (int point = 0; point < set.Count; point++)
        {
            values.Slice(point * dimension, dimension).CopyTo(set.Row(point));
            Normalise(set, point, "the points");
        }

        return new PackedPoints(set);
    }

    /// <summary>Reads points from a NumPy file (<c>.npy</c>) of float32 or float16, shape [n, d], and brings each to unit length.</summary>
    /// <exception cref="InvalidPointsException">The file cannot be read, is no such array, or holds a row without a direction.</exception>
    public static PackedPoints Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        using NpyFile file = NpyFile.Open(path, static (message, inner) => new InvalidPointsException(message, inner));
        if (file.Rows > PackingOptions.MaxPoints)
        {
            throw new InvalidPointsException($"'{path}' has {file.Rows} rows; at most {PackingOptions.MaxPoints} are taken.");
        }

        PointSet set = New((int)file.Rows, file.Columns);
        for (int point = 0; point < set.Count; point++)
        {
            file.Read(point, set.Row(point));
            Normalise(set, point, $"'{path}'");
        }

        return new PackedPoints(set);
    }

    /// <summary>Writes the points as a NumPy file of float32, shape [n, d]; what stood there is replaced when all is written.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    /// <exception cref="ObjectDisposedException">The points were disposed.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        DurableFile.Write(path, stream =>
        {
            stream.Write(NpyHeader.OfFloats(Count, Dimension));
            for (int point = 0; point < Count; point++)
            {
                stream.Write(MemoryMarshal.AsBytes(Set.Row(point)));
            }
        });
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        Set.Dispose();
    }

    private static PointSet New(int count, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, PackingOptions.MaxPoints);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, PackingOptions.MaxDimension);
        return new PointSet(count, dimension);
    }

    private static void Normalise(PointSet set, int point, string where)
    {
        if (!UnitRows.TryNormalise(set.Row(point)))
        {
            set.Dispose();
            throw new InvalidPointsException($"Row {point} of {where} has no direction: it is zero, or holds NaN or infinity.");
        }
    }
}

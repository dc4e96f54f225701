using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace HyperFace.Training.People;

/// <summary>Identity codes from a NumPy file: rows of single precision, as packing writes them.</summary>
internal static partial class CodeFile
{
    private const int LengthAt = 8;
    private const double UnitTolerance = 1e-5;
    private const int HeaderAt = LengthAt + sizeof(ushort);

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    /// <summary>The rows of a file, each at length 1.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no such file; the message says why.</exception>
    public static float[][] Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes.Length < HeaderAt || !bytes.AsSpan().StartsWith(Magic))
        {
            throw new InvalidDataException($"'{path}' is no NumPy file of version 1.");
        }

        int start = HeaderAt + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(LengthAt));
        string header = Encoding.ASCII.GetString(bytes.AsSpan(HeaderAt, Math.Min(start, bytes.Length) - HeaderAt));
        Match shape = Shape().Match(header);
        if (!header.Contains("'descr': '<f4'", StringComparison.Ordinal) || !header.Contains("'fortran_order': False", StringComparison.Ordinal)
            || !shape.Success || !TryCount(shape.Groups[1], out int rows) || !TryCount(shape.Groups[2], out int columns))
        {
            throw new InvalidDataException($"'{path}' does not hold rows of single precision (a two-dimensional '<f4' in C order).");
        }

        if (bytes.Length - start != (long)rows * columns * sizeof(float))
        {
            throw new InvalidDataException($"'{path}' holds {bytes.Length - start} bytes behind its header; {rows} rows of {columns} values are {(long)rows * columns * sizeof(float)}.");
        }

        return [.. Enumerable.Range(0, rows).Select(row => Unit(path, row, MemoryMarshal.Cast<byte, float>(bytes.AsSpan(start)).Slice(row * columns, columns)))];
    }

    /// <summary>A row at length 1, whatever its length was: a code is a direction.</summary>
    private static float[] Unit(string path, int row, ReadOnlySpan<float> values)
    {
        double squares = 0;
        foreach (float value in values)
        {
            squares += (double)value * value;
        }

        if (!double.IsFinite(squares) || squares == 0)
        {
            throw new InvalidDataException($"'{path}': row {row} is no direction: it is zero, or holds something that is no number.");
        }

        // What is of that length already stays as it is, bit for bit.
        double length = Math.Sqrt(squares);
        return Math.Abs(length - 1) < UnitTolerance ? values.ToArray() : [.. values.ToArray().Select(value => (float)(value / length))];
    }

    private static bool TryCount(Group digits, out int count) =>
        int.TryParse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count > 0;

    [GeneratedRegex(@"'shape': \((\d+), (\d+)\)")]
    private static partial Regex Shape();
}

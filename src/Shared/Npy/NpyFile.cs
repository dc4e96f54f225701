using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Win32.SafeHandles;

namespace HyperFace;

/// <summary>
/// A NumPy array file (format 1.0 to 3.0, numpy.lib.format): little-endian float32 or float16, C order, two
/// dimensions. Rows are read one at a time. What is refused is thrown as the caller's own exception.
/// </summary>
internal sealed partial class NpyFile : IDisposable
{
    private const int PreambleBytes = 8;
    private const int MaxHeaderBytes = 1 << 16;
    private const int MaxColumns = 4096;

    private readonly SafeFileHandle _handle;
    private readonly string _path;
    private readonly long _start;
    private readonly bool _half;
    private readonly byte[] _row;
    private readonly NpyRefusal _refuse;

    private NpyFile(SafeFileHandle handle, string path, long start, bool half, long rows, int columns, NpyRefusal refuse)
    {
        _handle = handle;
        _path = path;
        _refuse = refuse;
        _start = start;
        _half = half;
        Rows = rows;
        Columns = columns;
        _row = new byte[columns * (half ? 2 : sizeof(float))];
    }

    /// <summary>Rows of the array.</summary>
    public long Rows { get; }

    /// <summary>Values in a row.</summary>
    public int Columns { get; }

    /// <summary>Opens a file and checks its header against its length.</summary>
    /// <param name="path">The file.</param>
    /// <param name="refuse">Makes the exception that says why the file is refused: not there, or no readable array of the kinds named above.</param>
    /// <param name="orVector">Take an array of one dimension as a single row.</param>
    public static NpyFile Open(string path, NpyRefusal refuse, bool orVector = false)
    {
        SafeFileHandle handle;
        try
        {
            handle = File.OpenHandle(path);
        }
        catch (ArgumentException e)
        {
            throw refuse($"'{path}' is no path of a file.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw refuse($"'{path}' cannot be read: {e.Message}", e);
        }

        try
        {
            return Open(handle, path, refuse, orVector);
        }
        catch (NotSupportedException e)
        {
            handle.Dispose();
            throw refuse($"'{path}' is no regular file: rows are read from a file that has a length, not from a pipe.", e);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Reads one row into <paramref name="destination"/>, <see cref="Columns"/> long.</summary>
    public void Read(long row, Span<float> destination)
    {
        if (ReadFully(_handle, _row, _start + (row * _row.Length), _path, _refuse) != _row.Length)
        {
            throw _refuse($"'{_path}' ended at row {row} of {Rows} while it was being read.", null);
        }

        if (!_half)
        {
            MemoryMarshal.Cast<byte, float>(_row).CopyTo(destination);
            return;
        }

        ReadOnlySpan<Half> halves = MemoryMarshal.Cast<byte, Half>(_row);
        for (int i = 0; i < halves.Length; i++)
        {
            destination[i] = (float)halves[i];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    [GeneratedRegex(@"'descr'\s*:\s*'(?<descr>[^']*)'")]
    private static partial Regex Descr();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(?<order>True|False)")]
    private static partial Regex Order();

    [GeneratedRegex(@"'shape'\s*:\s*\((?<shape>[0-9,\s]*)\)")]
    private static partial Regex Shape();

    private static NpyFile Open(SafeFileHandle handle, string path, NpyRefusal refuse, bool orVector)
    {
        Span<byte> preamble = stackalloc byte[PreambleBytes + sizeof(uint)];
        int read = ReadFully(handle, preamble, 0, path, refuse);
        if (read < preamble.Length || !preamble.StartsWith(NpyHeader.Magic))
        {
            throw refuse($"'{path}' is not a NumPy file: it does not begin as one.", null);
        }

        int version = preamble[6];
        int lengthBytes = version == 1 ? sizeof(ushort) : sizeof(uint);
        uint headerBytes = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(preamble[PreambleBytes..]) : BinaryPrimitives.ReadUInt32LittleEndian(preamble[PreambleBytes..]);
        if (version is < 1 or > 3 || headerBytes > MaxHeaderBytes)
        {
            throw refuse($"'{path}' is a NumPy file of version {version} with a header of {headerBytes} bytes; versions 1 to 3 with at most {MaxHeaderBytes} are read.", null);
        }

        var header = new byte[headerBytes];
        long start = PreambleBytes + lengthBytes + headerBytes;
        if (ReadFully(handle, header, PreambleBytes + lengthBytes, path, refuse) != header.Length)
        {
            throw refuse($"'{path}' ends inside its header.", null);
        }

        string text = Encoding.UTF8.GetString(header);
        bool half = ParseKind(text, path, refuse);
        (long rows, int columns) = ParseShape(text, path, refuse, orVector);
        long expected = start + (rows * columns * (half ? 2 : sizeof(float)));
        long length = RandomAccess.GetLength(handle);
        return length == expected
            ? new NpyFile(handle, path, start, half, rows, columns, refuse)
            : throw refuse($"'{path}' is {length} bytes long; an array of shape ({rows}, {columns}) makes {expected}.", null);
    }

    /// <summary>Reads until the span is full or the file ends: a network file system may hand out less at a time.</summary>
    private static int ReadFully(SafeFileHandle handle, Span<byte> bytes, long offset, string path, NpyRefusal refuse)
    {
        try
        {
            int all = 0;
            int read;
            do
            {
                read = RandomAccess.Read(handle, bytes[all..], offset + all);
                all += read;
            }
            while (read > 0 && all < bytes.Length);
            return all;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw refuse($"'{path}' cannot be read: {e.Message}", e);
        }
    }

    private static bool ParseKind(string header, string path, NpyRefusal refuse)
    {
        string descr = Descr().Match(header).Groups["descr"].Value;
        if (descr is not ("<f4" or "<f2"))
        {
            throw refuse($"'{path}' holds values of type '{descr}'; float32 ('<f4') or float16 ('<f2') is needed. Convert it with numpy.save(…, a.astype('float32')).", null);
        }

        if (Order().Match(header).Groups["order"].Value != "False")
        {
            throw refuse($"'{path}' is stored in Fortran order; save it with numpy.ascontiguousarray first.", null);
        }

        return descr == "<f2";
    }

    private static (long Rows, int Columns) ParseShape(string header, string path, NpyRefusal refuse, bool orVector)
    {
        string shape = Shape().Match(header).Groups["shape"].Value;
        string[] sides = shape.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        sides = orVector && sides.Length == 1 ? ["1", sides[0]] : sides;
        if (sides.Length != 2
            || !long.TryParse(sides[0], NumberStyles.None, CultureInfo.InvariantCulture, out long rows)
            || !int.TryParse(sides[1], NumberStyles.None, CultureInfo.InvariantCulture, out int columns)
            || rows is < 1 or > int.MaxValue
            || columns is < 2 or > MaxColumns)
        {
            throw refuse($"'{path}' has shape ({shape}); two dimensions are needed: at least one row, 2 to {MaxColumns} columns.", null);
        }

        return (rows, columns);
    }
}

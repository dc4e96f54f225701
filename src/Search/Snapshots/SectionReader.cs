using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace HyperFace.Search.Snapshots;

/// <summary>Reads sections block by block; no byte is handed out before its block's checksum is verified.</summary>
internal sealed class SectionReader
{
    private readonly SafeFileHandle _file;
    private readonly string _path;
    private readonly SnapshotHeader _header;
    private readonly uint[] _checksums;
    private readonly byte[] _block;
    private int _section = -1;
    private long _read;
    private int _nextChecksum;
    private int _from;
    private int _to;

    public SectionReader(SafeFileHandle file, string path, SnapshotHeader header)
    {
        _file = file;
        _path = path;
        _header = header;
        _block = new byte[Math.Min(SnapshotLayout.BlockBytes, header.SectionLengths.Max())];
        _checksums = new uint[header.Checksums];
        Span<byte> table = MemoryMarshal.AsBytes(_checksums.AsSpan());
        Fill(table, header.ChecksumsOffset);
        if (Crc32C.Of(table) != header.ChecksumsCrc)
        {
            throw new SnapshotFormatException($"'{path}': the table of checksums at offset {header.ChecksumsOffset} is damaged.");
        }
    }

    /// <summary>Goes to the next section; throws unless the one before was read to its end.</summary>
    public void Next()
    {
        RequireEnd();
        _section++;
        _read = 0;
        _from = 0;
        _to = 0;
    }

    /// <summary>Reads the next values of the section.</summary>
    public void Read<T>(Span<T> values)
        where T : unmanaged
    {
        // In parts: the bytes of a long span are more than a span of bytes can hold.
        const int part = 1 << 20;
        for (; values.Length > part; values = values[part..])
        {
            Read(MemoryMarshal.AsBytes(values[..part]));
        }

        Read(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Reads the next value of the section.</summary>
    public T Read<T>()
        where T : unmanaged
    {
        T value = default;
        Read(new Span<T>(ref value));
        return value;
    }

    /// <summary>Throws unless the section was read to its end, and nothing but zeros fills up to the next.</summary>
    public void RequireEnd()
    {
        if (_section < 0)
        {
            return;
        }

        if (_read != _header.SectionLengths[_section] || _from != _to)
        {
            throw Damaged("is longer than what it describes");
        }

        Span<byte> filling = stackalloc byte[SnapshotLayout.Alignment];
        long end = _header.OffsetOf(_section) + _read;
        filling = filling[..(int)(_header.OffsetOf(_section + 1) - end)];
        Fill(filling, end);
        if (filling.ContainsAnyExcept((byte)0))
        {
            throw Damaged("is followed by something where zeros must fill up to the next");
        }
    }

    /// <summary>An exception that names file, section and place.</summary>
    public SnapshotFormatException Damaged(string what) =>
        new($"'{_path}': section '{SnapshotLayout.Sections[_section]}' {what} (before offset {_header.OffsetOf(_section) + _read}).");

    private void Read(Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_from == _to)
            {
                ReadBlock();
            }

            int part = Math.Min(bytes.Length, _to - _from);
            _block.AsSpan(_from, part).CopyTo(bytes);
            _from += part;
            bytes = bytes[part..];
        }
    }

    private void ReadBlock()
    {
        long left = _header.SectionLengths[_section] - _read;
        if (left == 0)
        {
            throw Damaged("ends too early");
        }

        _from = 0;
        _to = (int)Math.Min(left, _block.Length);
        Fill(_block.AsSpan(0, _to), _header.OffsetOf(_section) + _read);
        if (Crc32C.Of(_block.AsSpan(0, _to)) != _checksums[_nextChecksum++])
        {
            throw Damaged("is damaged (checksum mismatch)");
        }

        _read += _to;
    }

    private void Fill(Span<byte> bytes, long offset)
    {
        while (bytes.Length > 0)
        {
            int read = RandomAccess.Read(_file, bytes, offset);
            if (read == 0)
            {
                throw new SnapshotFormatException($"'{_path}' ends at offset {offset}, while it is being read.");
            }

            bytes = bytes[read..];
            offset += read;
        }
    }
}

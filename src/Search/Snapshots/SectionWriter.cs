using System.Runtime.InteropServices;

namespace HyperFace.Search.Snapshots;

/// <summary>Writes sections through one buffer and collects the checksums of their blocks.</summary>
internal sealed class SectionWriter(Stream stream)
{
    private readonly byte[] _block = new byte[SnapshotLayout.BlockBytes];
    private int _filled;
    private long _position;

    /// <summary>Checksums of all blocks so far.</summary>
    public List<uint> Checksums { get; } = [];

    /// <summary>Leaves room for the header, which is written last.</summary>
    public void SkipHeader()
    {
        stream.Write(new byte[SnapshotLayout.HeaderBytes]);
        _position = SnapshotLayout.HeaderBytes;
    }

    /// <summary>Appends values to the section.</summary>
    public void Add<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(values);
        while (bytes.Length > 0)
        {
            int part = Math.Min(bytes.Length, _block.Length - _filled);
            bytes[..part].CopyTo(_block.AsSpan(_filled));
            _filled += part;
            bytes = bytes[part..];
            if (_filled == _block.Length)
            {
                Flush();
            }
        }
    }

    /// <summary>Appends one value to the section.</summary>
    public void Add<T>(T value)
        where T : unmanaged => Add(new ReadOnlySpan<T>(in value));

    /// <summary>Ends the section and fills up to where the next begins.</summary>
    public void End()
    {
        if (_filled > 0)
        {
            Flush();
        }

        long next = SnapshotLayout.Align(_position);
        stream.Write(new byte[next - _position]);
        _position = next;
    }

    private void Flush()
    {
        ReadOnlySpan<byte> bytes = _block.AsSpan(0, _filled);
        Checksums.Add(Crc32C.Of(bytes));
        stream.Write(bytes);
        _position += _filled;
        _filled = 0;
    }
}

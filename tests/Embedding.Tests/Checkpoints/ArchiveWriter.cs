using System.Buffers.Binary;
using System.Text;

namespace HyperFace.Embedding.Tests.Checkpoints;

/// <summary>
/// Writes a zip archive as PyTorch does (caffe2/serialize/inline_container.cc over miniz): stored entries whose payloads
/// are padded to 64 bytes by an extra field of the local header, lengths behind the payloads, a 64-bit directory end.
/// </summary>
/// <param name="stream">Where it goes.</param>
/// <param name="wide">Whether lengths and places are written into the 64-bit fields only, as they are in archives beyond 4 GiB.</param>
internal sealed class ArchiveWriter(Stream stream, bool wide = false)
{
    private const int Alignment = 64;
    private const int LocalBytes = 30;
    private const int ExtraHeaderBytes = 4;
    private const ushort Flags = 0x0808;

    private readonly List<byte> _directory = [];
    private long _position;
    private int _entries;

    /// <summary>Writes an entry; what it holds may come in pieces.</summary>
    public void Add(string name, IEnumerable<byte[]> pieces)
    {
        byte[] nameBytes = Encoding.UTF8.GetBytes(name);
        long header = _position;
        int padding = (int)((Alignment - ((header + LocalBytes + nameBytes.Length + ExtraHeaderBytes) % Alignment)) % Alignment);
        byte[] extra = [(byte)'F', (byte)'B', (byte)padding, 0, .. Enumerable.Repeat((byte)'Z', padding)];
        Write([.. U32(0x04034B50), .. U16(0), .. U16(Flags), .. new byte[18], .. U16(nameBytes.Length), .. U16(extra.Length), .. nameBytes, .. extra]);

        long length = 0;
        uint crc = 0;
        foreach (byte[] piece in pieces)
        {
            Write(piece);
            crc = Crc32.Append(crc, piece);
            length += piece.Length;
        }

        Write([.. U32(0x08074B50), .. U32(crc), .. (wide ? U64(length) : U32(length)), .. (wide ? U64(length) : U32(length))]);
        byte[] wideFields = wide ? [.. U16(0x5A5A), .. U16(2), 7, 7, .. U16(1), .. U16(24), .. U64(length), .. U64(length), .. U64(header)] : [];
        _directory.AddRange([
            .. U32(0x02014B50), .. U16(0), .. U16(0), .. U16(Flags), .. U16(0), .. U32(0), .. U32(crc), .. Narrow(length), .. Narrow(length),
            .. U16(nameBytes.Length), .. U16(wideFields.Length), .. new byte[10], .. Narrow(header), .. nameBytes, .. wideFields]);
        _entries++;
    }

    /// <summary>Writes the directory and its end.</summary>
    public void Finish()
    {
        long start = _position;
        Write([.. _directory]);
        long end = _position;
        Write([
            .. U32(0x06064B50), .. U64(44), .. U16(0x031E), .. U16(45), .. U32(0), .. U32(0), .. U64(_entries), .. U64(_entries), .. U64(end - start), .. U64(start),
            .. U32(0x07064B50), .. U32(0), .. U64(end), .. U32(1),
            .. U32(0x06054B50), .. U16(0), .. U16(0), .. U16(wide ? 0xFFFF : _entries), .. U16(wide ? 0xFFFF : _entries), .. Narrow(end - start), .. Narrow(start), .. U16(0)]);
    }

    private byte[] Narrow(long value) => U32(wide ? uint.MaxValue : value);

    private void Write(byte[] bytes)
    {
        stream.Write(bytes);
        _position += bytes.Length;
    }

    private static byte[] U16(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] U32(long value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, checked((uint)value));
        return bytes;
    }

    private static byte[] U64(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }
}

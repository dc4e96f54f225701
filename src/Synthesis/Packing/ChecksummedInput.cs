using System.Buffers.Binary;

namespace HyperFace.Synthesis.Packing;

/// <summary>Bytes of a file that ends with their CRC-32C.</summary>
internal sealed class ChecksummedInput(Stream stream)
{
    private uint _crc;

    /// <summary>Fills the span.</summary>
    /// <exception cref="EndOfStreamException">The file ends before.</exception>
    public void Read(Span<byte> bytes)
    {
        stream.ReadExactly(bytes);
        _crc = Crc32C.Append(_crc, bytes);
    }

    /// <summary>Whether the checksum that follows is that of what was read.</summary>
    public bool End()
    {
        Span<byte> end = stackalloc byte[sizeof(uint)];
        stream.ReadExactly(end);
        return BinaryPrimitives.ReadUInt32LittleEndian(end) == _crc;
    }
}

using System.Buffers.Binary;

namespace HyperFace.Synthesis.Packing;

/// <summary>Bytes on their way to a file that ends with their CRC-32C.</summary>
internal sealed class ChecksummedOutput(Stream stream)
{
    private uint _crc;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        _crc = Crc32C.Append(_crc, bytes);
        stream.Write(bytes);
    }

    /// <summary>Writes the checksum.</summary>
    public void End()
    {
        Span<byte> end = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(end, _crc);
        stream.Write(end);
    }
}

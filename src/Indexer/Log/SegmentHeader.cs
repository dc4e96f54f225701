using System.Buffers.Binary;
using System.Text;

namespace HyperFace.Indexer.Log;

/// <summary>The first 128 bytes of a segment file: whose log this is and where in it the segment stands.</summary>
internal readonly record struct SegmentHeader(string GalleryId, int Dimension, ulong Generation, ulong FirstLsn)
{
    /// <summary>Bytes of the header.</summary>
    public const int Bytes = 128;

    /// <summary>The only version so far.</summary>
    public const uint Version = 1;

    private const int MaxGalleryIdBytes = 64;
    private const int GalleryIdOffset = 32;
    private const int CrcOffset = Bytes - sizeof(uint);

    private static ReadOnlySpan<byte> Magic => "HFLOGSEG"u8;

    /// <summary>The name of such a segment's file: it sorts by generation, then by first LSN.</summary>
    public string FileName => $"{Generation:D8}-{FirstLsn:D20}.seg";

    /// <summary>Writes the header into <paramref name="destination"/>, <see cref="Bytes"/> long.</summary>
    public void Write(Span<byte> destination)
    {
        destination.Clear();
        Magic.CopyTo(destination);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(destination[12..], Dimension);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[16..], Generation);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[24..], FirstLsn);
        Encoding.UTF8.GetBytes(GalleryId, destination.Slice(GalleryIdOffset, MaxGalleryIdBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(destination[CrcOffset..], Crc32C.Of(destination[..CrcOffset]));
    }

    /// <summary>Reads a header; throws <see cref="LogDamagedException"/> when it is not a whole one of this version.</summary>
    public static SegmentHeader Read(ReadOnlySpan<byte> bytes, string path)
    {
        if (bytes.Length < Bytes || !bytes.StartsWith(Magic))
        {
            throw new LogDamagedException($"'{path}' is not a log segment: its first bytes are not those of one.");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[CrcOffset..]) != Crc32C.Of(bytes[..CrcOffset]))
        {
            throw new LogDamagedException($"The header of log segment '{path}' is damaged (checksum mismatch).");
        }

        uint version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (version != Version)
        {
            throw new LogDamagedException($"Log segment '{path}' has format version {version}; this program reads version {Version}.");
        }

        return new SegmentHeader(
            Encoding.UTF8.GetString(bytes.Slice(GalleryIdOffset, MaxGalleryIdBytes).TrimEnd((byte)0)),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]));
    }
}

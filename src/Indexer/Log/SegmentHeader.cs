using System.Buffers.Binary;
using System.Text;

namespace HyperFace.Indexer.Log;

/// <summary>The first 128 bytes of a segment file: whose log this is and where in it the segment stands.</summary>
internal readonly record struct SegmentHeader(LogIdentity Log, ulong Generation, ulong FirstLsn)
{
    /// <summary>Bytes of the header.</summary>
    public const int Bytes = 128;

    /// <summary>The only version so far.</summary>
    public const uint Version = 1;

    private const int MaxGalleryIdBytes = 64;
    private const int VersionOffset = 8;
    private const int DimensionOffset = 12;
    private const int GenerationOffset = 16;
    private const int FirstLsnOffset = 24;
    private const int GalleryIdOffset = 32;
    private const int SaltOffset = 96;
    private const int CrcOffset = Bytes - sizeof(uint);

    private static ReadOnlySpan<byte> Magic => "HFLOGSEG"u8;

    /// <summary>The name of such a segment's file.</summary>
    public string FileName => SegmentEntry.NameOf(Generation, FirstLsn);

    /// <summary>Writes the header into <paramref name="destination"/>, <see cref="Bytes"/> long.</summary>
    public void Write(Span<byte> destination)
    {
        destination.Clear();
        Magic.CopyTo(destination);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[VersionOffset..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(destination[DimensionOffset..], Log.Dimension);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[GenerationOffset..], Generation);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[FirstLsnOffset..], FirstLsn);
        Encoding.UTF8.GetBytes(Log.GalleryId, destination.Slice(GalleryIdOffset, MaxGalleryIdBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(destination[SaltOffset..], Log.Salt);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[CrcOffset..], Crc32C.Of(destination[..CrcOffset]));
    }

    /// <summary>Reads a header; false when <paramref name="bytes"/> do not begin with a whole, undamaged one.</summary>
    /// <exception cref="LogDamagedException">It is one of another version.</exception>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SegmentHeader header)
    {
        header = default;
        if (bytes.Length < Bytes
            || !bytes.StartsWith(Magic)
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[CrcOffset..]) != Crc32C.Of(bytes[..CrcOffset]))
        {
            return false;
        }

        uint version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[VersionOffset..]);
        if (version != Version)
        {
            throw new LogDamagedException($"A log segment has format version {version}; this program reads version {Version}.");
        }

        var log = new LogIdentity(
            Encoding.UTF8.GetString(bytes.Slice(GalleryIdOffset, MaxGalleryIdBytes).TrimEnd((byte)0)),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[DimensionOffset..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[SaltOffset..]));
        header = new SegmentHeader(
            log,
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[GenerationOffset..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[FirstLsnOffset..]));
        return true;
    }
}

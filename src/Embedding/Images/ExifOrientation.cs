using System.Buffers.Binary;

namespace HyperFace.Embedding.Images;

/// <summary>
/// Finds the orientation in EXIF data (a TIFF structure). What cannot be read is upright: damage to what is said about
/// a picture is no damage to the picture.
/// </summary>
internal static class ExifOrientation
{
    private const int OrientationTag = 0x0112;
    private const int ShortType = 3;
    private const int LongType = 4;
    private const int EntryBytes = 12;
    private const int ValueOffset = 8;
    private const int TiffHeaderBytes = 8;

    public static Orientation Read(ReadOnlySpan<byte> exif)
    {
        // WebP files often carry the marker that belongs into JPEG files only.
        if (exif.StartsWith("Exif\0\0"u8))
        {
            exif = exif[6..];
        }

        bool littleEndian = exif.StartsWith("II*\0"u8);
        if (exif.Length < TiffHeaderBytes || (!littleEndian && !exif.StartsWith("MM\0*"u8)))
        {
            return Orientation.Upright;
        }

        uint directory = UInt32(exif[4..], littleEndian);
        if (directory > exif.Length - sizeof(ushort))
        {
            return Orientation.Upright;
        }

        ReadOnlySpan<byte> entries = exif[(int)directory..];
        int count = UInt16(entries, littleEndian);
        entries = entries[sizeof(ushort)..];
        for (int i = 0; i < count && entries.Length >= EntryBytes; i++, entries = entries[EntryBytes..])
        {
            if (UInt16(entries, littleEndian) == OrientationTag)
            {
                uint value = UInt16(entries[2..], littleEndian) switch
                {
                    ShortType => UInt16(entries[ValueOffset..], littleEndian),
                    LongType => UInt32(entries[ValueOffset..], littleEndian),
                    _ => 0,
                };
                return value is >= (uint)Orientation.Upright and <= (uint)Orientation.TurnLeft ? (Orientation)value : Orientation.Upright;
            }
        }

        return Orientation.Upright;
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, bool littleEndian) =>
        littleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint UInt32(ReadOnlySpan<byte> bytes, bool littleEndian) =>
        littleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}

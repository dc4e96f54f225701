using System.Buffers.Binary;

namespace HyperFace.Embedding.Checkpoints;

/// <summary>
/// What the end of an archive says of its directory (PKWARE APPNOTE 4.3.14 to 4.3.16). It must be the very end of the
/// file, and the directory must end where it begins: two readers that search for it could otherwise see two archives.
/// </summary>
/// <param name="Entries">Entries in the directory.</param>
/// <param name="Offset">Where the directory begins.</param>
/// <param name="Length">Bytes of the directory.</param>
internal readonly record struct ZipEnd(long Entries, long Offset, long Length)
{
    private const int RecordBytes = 22;
    private const int LocatorBytes = 20;
    private const int WideRecordBytes = 56;
    private const int WideFixedBytes = 12;
    private const uint RecordSignature = 0x06054B50;
    private const uint LocatorSignature = 0x07064B50;
    private const uint WideRecordSignature = 0x06064B50;

    public static ZipEnd Read(CheckpointBytes bytes, CheckpointRefusal refusal)
    {
        if (bytes.Length < RecordBytes)
        {
            throw refusal.Damaged($"{bytes.Length} bytes are too few for a zip archive.");
        }

        long at = bytes.Length - RecordBytes;
        ReadOnlySpan<byte> record = bytes.Read(at, RecordBytes);
        if (BinaryPrimitives.ReadUInt32LittleEndian(record) != RecordSignature || U16(record, 20) != 0)
        {
            throw refusal.Damaged("the file does not end with the end of a zip directory: it is cut short, or something was put behind it.");
        }

        if (U16(record, 4) != 0 || U16(record, 6) != 0 || U16(record, 8) != U16(record, 10))
        {
            throw refusal.Damaged("the zip archive is in several parts.");
        }

        var narrow = new ZipEnd(U16(record, 10), U32(record, 16), U32(record, 12));
        (ZipEnd end, long directoryEnd) = Wide(bytes, at, narrow, refusal) is { } wide ? wide : (narrow, at);
        if (end.Offset < 0 || end.Length < 0 || end.Offset > directoryEnd || end.Length != directoryEnd - end.Offset)
        {
            throw refusal.Damaged($"the zip directory is said to have {end.Length} bytes from byte {end.Offset} on, but ends at byte {directoryEnd}.");
        }

        return end;
    }

    private static (ZipEnd End, long DirectoryEnd)? Wide(CheckpointBytes bytes, long recordAt, ZipEnd narrow, CheckpointRefusal refusal)
    {
        long locatorAt = recordAt - LocatorBytes;
        if (locatorAt < 0)
        {
            return null;
        }

        ReadOnlySpan<byte> locator = bytes.Read(locatorAt, LocatorBytes);
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != LocatorSignature)
        {
            if (narrow is { Entries: ushort.MaxValue } or { Offset: uint.MaxValue } or { Length: uint.MaxValue })
            {
                throw refusal.Damaged("the zip archive says that it is of the 64-bit kind, but has no 64-bit end.");
            }

            return null;
        }

        long at = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        if (at < 0 || at > locatorAt - WideRecordBytes)
        {
            throw refusal.Damaged($"the 64-bit end of the zip directory is said to be at byte {at}, where it has no room.");
        }

        ReadOnlySpan<byte> record = bytes.Read(at, WideRecordBytes);
        if (BinaryPrimitives.ReadUInt32LittleEndian(record) != WideRecordSignature || BinaryPrimitives.ReadInt64LittleEndian(record[4..]) != locatorAt - at - WideFixedBytes)
        {
            throw refusal.Damaged($"there is no 64-bit end of a zip directory at byte {at}.");
        }

        var wide = new ZipEnd(
            BinaryPrimitives.ReadInt64LittleEndian(record[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(record[48..]),
            BinaryPrimitives.ReadInt64LittleEndian(record[40..]));
        bool agree = Agree(narrow.Entries, wide.Entries, ushort.MaxValue) && Agree(narrow.Offset, wide.Offset, uint.MaxValue) && Agree(narrow.Length, wide.Length, uint.MaxValue)
            && BinaryPrimitives.ReadInt64LittleEndian(record[24..]) == wide.Entries && U32(record, 16) == 0 && U32(record, 20) == 0;
        return agree ? (wide, at) : throw refusal.Damaged("the two ends of the zip directory contradict each other.");
    }

    private static bool Agree(long narrow, long wide, long full) => narrow == full || narrow == wide;

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}

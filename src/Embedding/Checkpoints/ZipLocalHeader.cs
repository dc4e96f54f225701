using System.Buffers.Binary;

namespace HyperFace.Embedding.Checkpoints;

/// <summary>The header in front of an entry's payload (PKWARE APPNOTE 4.3.7).</summary>
internal static class ZipLocalHeader
{
    private const int FixedBytes = 30;
    private const uint Signature = 0x04034B50;
    private const int LengthsFollow = 1 << 3;

    /// <summary>Where the payload begins.</summary>
    /// <exception cref="InvalidCheckpointException">The header is not there or contradicts the directory.</exception>
    public static long PayloadOf(CheckpointBytes bytes, ZipSizes sizes, ReadOnlySpan<byte> directoryName, string name, CheckpointRefusal refusal)
    {
        Span<byte> header = stackalloc byte[FixedBytes];
        bytes.Read(sizes.Header, header);
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header[26..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != Signature || nameLength != directoryName.Length)
        {
            throw Contradicts(sizes, name, refusal);
        }

        Span<byte> localName = stackalloc byte[nameLength];
        bytes.Read(sizes.Header + FixedBytes, localName);
        bool lengthsFollow = (BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) & LengthsFollow) != 0;
        bool agree = localName.SequenceEqual(directoryName)
            && BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) == 0
            && Agrees(BinaryPrimitives.ReadUInt32LittleEndian(header[18..]), sizes.Length, lengthsFollow)
            && Agrees(BinaryPrimitives.ReadUInt32LittleEndian(header[22..]), sizes.Length, lengthsFollow);
        return agree ? sizes.Header + FixedBytes + nameLength + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]) : throw Contradicts(sizes, name, refusal);
    }

    // A header written before its payload has zeros, where the lengths follow behind; one of ZIP64 has all bits set.
    private static bool Agrees(uint local, long length, bool lengthsFollow) =>
        local == length || local == uint.MaxValue || (lengthsFollow && local == 0);

    private static InvalidCheckpointException Contradicts(ZipSizes sizes, string name, CheckpointRefusal refusal) =>
        refusal.Damaged($"the header of the entry '{CheckpointRefusal.Shown(name)}' at byte {sizes.Header} is not there or contradicts the zip directory.");
}

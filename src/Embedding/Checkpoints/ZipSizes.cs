using System.Buffers.Binary;

namespace HyperFace.Embedding.Checkpoints;

/// <summary>How long an entry is and where it begins: in the directory's 32-bit fields, or in the ZIP64 extra field where those are full (PKWARE APPNOTE 4.5.3).</summary>
/// <param name="Header">Where the local header begins.</param>
/// <param name="Length">Bytes of the payload.</param>
internal readonly record struct ZipSizes(long Header, long Length)
{
    private const int ZipWide = 1;
    private const int ExtraHeaderBytes = 4;

    /// <summary>Reads the fields of a directory entry.</summary>
    /// <exception cref="InvalidCheckpointException">They contradict each other.</exception>
    public static ZipSizes Read(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> extra, string name, CheckpointRefusal refusal)
    {
        ReadOnlySpan<byte> wide = Wide(extra, name, refusal);
        long length = Next(BinaryPrimitives.ReadUInt32LittleEndian(entry[24..]), ref wide, name, refusal);
        long stored = Next(BinaryPrimitives.ReadUInt32LittleEndian(entry[20..]), ref wide, name, refusal);
        long header = Next(BinaryPrimitives.ReadUInt32LittleEndian(entry[42..]), ref wide, name, refusal);
        return stored == length
            ? new ZipSizes(header, length)
            : throw refusal.Damaged($"the entry '{CheckpointRefusal.Shown(name)}' is stored, but is said to have {stored} bytes in the archive and {length} outside.");
    }

    private static ReadOnlySpan<byte> Wide(ReadOnlySpan<byte> extra, string name, CheckpointRefusal refusal)
    {
        while (extra.Length >= ExtraHeaderBytes)
        {
            int id = BinaryPrimitives.ReadUInt16LittleEndian(extra);
            int length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            extra = extra[ExtraHeaderBytes..];
            if (length > extra.Length)
            {
                throw refusal.Damaged($"an extra field of the entry '{CheckpointRefusal.Shown(name)}' is longer than all of them.");
            }

            if (id == ZipWide)
            {
                return extra[..length];
            }

            extra = extra[length..];
        }

        return [];
    }

    private static long Next(uint narrow, ref ReadOnlySpan<byte> wide, string name, CheckpointRefusal refusal)
    {
        if (narrow != uint.MaxValue)
        {
            return narrow;
        }

        if (wide.Length < sizeof(long) || BinaryPrimitives.ReadInt64LittleEndian(wide) is var value && value < 0)
        {
            throw refusal.Damaged($"the entry '{CheckpointRefusal.Shown(name)}' lacks a 64-bit length.");
        }

        wide = wide[sizeof(long)..];
        return value;
    }
}

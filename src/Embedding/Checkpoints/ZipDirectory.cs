using System.Buffers.Binary;

namespace HyperFace.Embedding.Checkpoints;

/// <summary>
/// The directory of an archive as <c>torch.save</c> writes it: entries stored, in one folder, ZIP64 (PKWARE APPNOTE 4.3).
/// Each entry's payload is found by its local header, which PyTorch pads and the directory knows nothing of; what the two
/// say must agree, and no two entries may share bytes.
/// </summary>
internal sealed class ZipDirectory
{
    private const int FixedBytes = 46;
    private const uint Signature = 0x02014B50;
    private const string Program = "constants.pkl";
    private const string ProgramFolder = "code/";
    private const int Encrypted = 1 | (1 << 6) | (1 << 13);

    private readonly Dictionary<string, ZipEntry> _entries;

    private ZipDirectory(Dictionary<string, ZipEntry> entries) => _entries = entries;

    /// <summary>Finds an entry by its name below the archive's folder.</summary>
    public ZipEntry? Find(string name) => _entries.TryGetValue(name, out ZipEntry entry) ? entry : null;

    /// <summary>Reads and checks a directory.</summary>
    /// <exception cref="InvalidCheckpointException">It is not one of <c>torch.save</c>.</exception>
    public static ZipDirectory Read(CheckpointBytes bytes, CheckpointRefusal refusal)
    {
        ZipEnd end = ZipEnd.Read(bytes, refusal);
        if (end.Entries > CheckpointLimits.Entries || end.Length > CheckpointLimits.DirectoryBytes)
        {
            throw refusal.TooLarge($"the archive has {end.Entries} entries in a directory of {end.Length} bytes; {CheckpointLimits.Entries} in {CheckpointLimits.DirectoryBytes} are the most that is read.");
        }

        byte[] directory = bytes.Read(end.Offset, (int)end.Length);
        var entries = new Dictionary<string, ZipEntry>(StringComparer.Ordinal);
        string? folder = null;
        int at = 0;
        for (long i = 0; i < end.Entries; i++)
        {
            (string entryFolder, ZipEntry entry) = Entry(directory, ref at, end.Offset, bytes, refusal);
            folder ??= entryFolder;
            if (entryFolder != folder)
            {
                throw refusal.Because(InvalidCheckpointReason.NotACheckpoint, $"the archive has two folders, '{CheckpointRefusal.Shown(folder)}' and '{CheckpointRefusal.Shown(entryFolder)}'; torch.save puts all into one.");
            }

            if (!entries.TryAdd(entry.Name, entry))
            {
                throw refusal.Because(InvalidCheckpointReason.DuplicateEntry, $"the archive has two entries '{CheckpointRefusal.Shown(entry.Name)}'.");
            }
        }

        if (at != directory.Length)
        {
            throw refusal.Damaged($"the zip directory has {directory.Length - at} bytes more than its {end.Entries} entries.");
        }

        RequireApart([.. entries.Values.OrderBy(entry => entry.Header)], refusal);
        return new ZipDirectory(entries);
    }

    private static (string Folder, ZipEntry Entry) Entry(ReadOnlySpan<byte> directory, ref int at, long directoryOffset, CheckpointBytes bytes, CheckpointRefusal refusal)
    {
        ReadOnlySpan<byte> rest = directory[at..];
        if (rest.Length < FixedBytes || U32(rest, 0) != Signature)
        {
            throw refusal.Damaged($"the zip directory has no entry where one is due, at byte {directoryOffset + at}.");
        }

        int nameLength = U16(rest, 28);
        int extraLength = U16(rest, 30);
        int length = FixedBytes + nameLength + extraLength + U16(rest, 32);
        if (length > rest.Length)
        {
            throw refusal.Damaged($"the entry at byte {directoryOffset + at} is longer than the zip directory.");
        }

        if (nameLength > CheckpointLimits.NameBytes)
        {
            throw refusal.TooLarge($"an entry of the archive has a name of {nameLength} bytes; {CheckpointLimits.NameBytes} are the most that is read.");
        }

        ReadOnlySpan<byte> nameBytes = rest.Slice(FixedBytes, nameLength);
        (string folder, string name) = ZipName.Split(nameBytes, refusal);
        if (name == Program || name.StartsWith(ProgramFolder, StringComparison.Ordinal))
        {
            throw refusal.Because(InvalidCheckpointReason.TorchScript, "this is a TorchScript archive, a program. Save the weights instead: torch.save({'state_dict': model.state_dict()}, path).");
        }

        if (U16(rest, 10) != 0 || (U16(rest, 8) & Encrypted) != 0)
        {
            throw refusal.Because(InvalidCheckpointReason.NotStored, $"the entry '{CheckpointRefusal.Shown(name)}' is compressed or encrypted; torch.save stores entries as they are.");
        }

        var sizes = ZipSizes.Read(rest, rest.Slice(FixedBytes + nameLength, extraLength), name, refusal);
        long payload = ZipLocalHeader.PayloadOf(bytes, sizes, nameBytes, name, refusal);
        if (payload > directoryOffset || sizes.Length > directoryOffset - payload)
        {
            throw refusal.Damaged($"the entry '{CheckpointRefusal.Shown(name)}' is said to have {sizes.Length} bytes from byte {payload} on; the zip directory begins at byte {directoryOffset}.");
        }

        at += length;
        return (folder, new ZipEntry(name, sizes.Header, payload, sizes.Length));
    }

    private static void RequireApart(ZipEntry[] entries, CheckpointRefusal refusal)
    {
        for (int i = 1; i < entries.Length; i++)
        {
            if (entries[i].Header < entries[i - 1].Offset + entries[i - 1].Length)
            {
                throw refusal.Because(
                    InvalidCheckpointReason.OverlappingEntries,
                    $"the entries '{CheckpointRefusal.Shown(entries[i - 1].Name)}' and '{CheckpointRefusal.Shown(entries[i].Name)}' share bytes.");
            }
        }
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}

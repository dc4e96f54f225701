using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace HyperFace.Search.Snapshots;

/// <summary>The header of a snapshot: everything that the sections' sizes follow from, and their lengths.</summary>
internal sealed record SnapshotHeader
{
    /// <summary>The first version whose indexes are swept.</summary>
    private const uint SweepVersion = 2;

    private const int SectionsOffset = 96;
    private const int ChecksumsCrcOffset = 248;
    private const int CrcOffset = SnapshotLayout.HeaderBytes - sizeof(uint);

    public uint Version { get; init; } = SnapshotLayout.Version;

    public required FaceIndexOptions Options { get; init; }

    public required int Slots { get; init; }

    public required int LinkedSlots { get; init; }

    public required int EntrySlot { get; init; }

    public required SnapshotStamp Stamp { get; init; }

    /// <summary>Lengths of the sections in bytes.</summary>
    public required long[] SectionLengths { get; init; }

    /// <summary>Checksum of the table of checksums.</summary>
    public uint ChecksumsCrc { get; init; }

    /// <summary>Where a section begins.</summary>
    public long OffsetOf(int section)
    {
        long offset = SnapshotLayout.HeaderBytes;
        for (int i = 0; i < section; i++)
        {
            offset = SnapshotLayout.Align(offset + SectionLengths[i]);
        }

        return offset;
    }

    /// <summary>Where the table of checksums begins: behind the last section.</summary>
    public long ChecksumsOffset => OffsetOf(SectionLengths.Length);

    /// <summary>How many checksums the table holds.</summary>
    public long Checksums => SectionLengths.Sum(SnapshotLayout.BlocksOf);

    /// <summary>Length of the file.</summary>
    public long FileLength => ChecksumsOffset + (Checksums * sizeof(uint));

    /// <summary>Writes the header.</summary>
    public void Write(Span<byte> bytes)
    {
        bytes.Clear();
        SnapshotLayout.Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], Options.Dimension);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], Options.ExactLimit);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[20..], Options.Graph.M);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[24..], Options.Graph.EfConstruction);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[28..], Options.Graph.EfSearch);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[32..], Options.Graph.Seed);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[40..], Slots);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[44..], LinkedSlots);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[48..], EntrySlot);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[56..], Stamp.Generation);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[64..], Stamp.Lsn);
        if (Version >= SweepVersion)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes[72..], Options.MissProbability);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[80..], Options.RotationSeed);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[88..], Options.SweepLimit);
        }

        for (int i = 0; i < SectionLengths.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes[(SectionsOffset + (i * sizeof(long)))..], SectionLengths[i]);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(bytes[ChecksumsCrcOffset..], ChecksumsCrc);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[CrcOffset..], Crc32C.Of(bytes[..CrcOffset]));
    }

    /// <summary>Reads the header of a file and checks it against itself and the file's length, before anything is allocated by it.</summary>
    public static SnapshotHeader Read(SafeFileHandle file, string path)
    {
        Span<byte> bytes = stackalloc byte[SnapshotLayout.HeaderBytes];
        int filled = 0;
        int read;
        while (filled < bytes.Length && (read = RandomAccess.Read(file, bytes[filled..], filled)) > 0)
        {
            filled += read;
        }

        return Read(bytes[..filled], path, RandomAccess.GetLength(file));
    }

    private static SnapshotHeader Read(ReadOnlySpan<byte> bytes, string path, long fileLength)
    {
        if (bytes.Length < SnapshotLayout.HeaderBytes || !bytes.StartsWith(SnapshotLayout.Magic))
        {
            throw new SnapshotFormatException($"'{path}' is not an index snapshot: it does not begin as one.");
        }

        uint version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (version is < SnapshotLayout.OldestVersion or > SnapshotLayout.Version)
        {
            throw new SnapshotFormatException($"'{path}' is an index snapshot of version {version}; this program reads versions {SnapshotLayout.OldestVersion} to {SnapshotLayout.Version}.");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[CrcOffset..]) != Crc32C.Of(bytes[..CrcOffset]))
        {
            throw new SnapshotFormatException($"'{path}': the header is damaged (checksum mismatch in bytes 0 to {CrcOffset}).");
        }

        var lengths = new long[SnapshotLayout.Sections.Length];
        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = BinaryPrimitives.ReadInt64LittleEndian(bytes[(SectionsOffset + (i * sizeof(long)))..]);
        }

        var header = new SnapshotHeader
        {
            Version = version,
            Options = ReadOptions(bytes, version),
            Slots = BinaryPrimitives.ReadInt32LittleEndian(bytes[40..]),
            LinkedSlots = BinaryPrimitives.ReadInt32LittleEndian(bytes[44..]),
            EntrySlot = BinaryPrimitives.ReadInt32LittleEndian(bytes[48..]),
            Stamp = new SnapshotStamp(BinaryPrimitives.ReadUInt64LittleEndian(bytes[56..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes[64..])),
            SectionLengths = lengths,
            ChecksumsCrc = BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumsCrcOffset..]),
        };
        header.Validate(path, fileLength);
        Span<byte> again = stackalloc byte[SnapshotLayout.HeaderBytes];
        header.Write(again);
        return again.SequenceEqual(bytes)
            ? header
            : throw new SnapshotFormatException($"'{path}': the header has something in its reserved bytes, which version {version} leaves zero.");
    }

    private static FaceIndexOptions ReadOptions(ReadOnlySpan<byte> bytes, uint version)
    {
        var options = new FaceIndexOptions
        {
            Dimension = BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
            ExactLimit = BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]),
            Graph = new HnswParameters
            {
                M = BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]),
                EfConstruction = BinaryPrimitives.ReadInt32LittleEndian(bytes[24..]),
                EfSearch = BinaryPrimitives.ReadInt32LittleEndian(bytes[28..]),
                Seed = BinaryPrimitives.ReadUInt64LittleEndian(bytes[32..]),
            },
        };
        return version < SweepVersion ? options : options with
        {
            MissProbability = BinaryPrimitives.ReadDoubleLittleEndian(bytes[72..]),
            RotationSeed = BinaryPrimitives.ReadUInt64LittleEndian(bytes[80..]),
            SweepLimit = BinaryPrimitives.ReadInt32LittleEndian(bytes[88..]),
        };
    }

    /// <summary>The lengths that the sections of fixed shape must have; the last section's length is its own.</summary>
    public static long[] FixedLengths(int slots, int linkedSlots, int dimension, int m) =>
    [
        (long)slots * sizeof(ulong),
        (long)slots * sizeof(uint),
        slots,
        (long)slots * dimension * sizeof(float),
        (long)linkedSlots * 2 * sizeof(int),
        (long)linkedSlots * (1 + (2 * m)) * sizeof(int),
    ];

    private void Validate(string path, long fileLength)
    {
        try
        {
            Options.Validate();
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new SnapshotFormatException($"'{path}': the header holds an impossible value: {e.Message}", e);
        }

        if (Slots < 0 || LinkedSlots < 0 || LinkedSlots > Slots || EntrySlot < -1 || EntrySlot >= LinkedSlots)
        {
            throw new SnapshotFormatException($"'{path}': the header holds impossible counts ({Slots} slots, {LinkedSlots} linked, entry {EntrySlot}).");
        }

        long[] expected = FixedLengths(Slots, LinkedSlots, Options.Dimension, Options.Graph.M);
        for (int i = 0; i < expected.Length; i++)
        {
            if (SectionLengths[i] != expected[i])
            {
                throw new SnapshotFormatException($"'{path}': section '{SnapshotLayout.Sections[i]}' has {SectionLengths[i]} bytes; {expected[i]} are expected.");
            }
        }

        // Bounded before the file's length is computed by it: that must not overflow.
        long upper = SectionLengths[^1];
        if (upper < 0 || upper > LinkedSlots * MostUpperBytesPerNode)
        {
            throw new SnapshotFormatException($"'{path}': section '{SnapshotLayout.Sections[^1]}' cannot have {upper} bytes.");
        }

        if (FileLength != fileLength)
        {
            throw new SnapshotFormatException($"'{path}' is {fileLength} bytes long; its header describes {FileLength}. It was cut short, or is not whole yet.");
        }
    }

    private long MostUpperBytesPerNode => (long)HyperFace.Search.Graph.NodeLevel.Max * (1 + Options.Graph.M) * sizeof(int);
}

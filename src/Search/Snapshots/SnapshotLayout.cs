namespace HyperFace.Search.Snapshots;

/// <summary>The numbers of the snapshot format; see docs/formats/index-snapshot.md.</summary>
internal static class SnapshotLayout
{
    /// <summary>The version written, and the newest one read.</summary>
    public const uint Version = 2;

    /// <summary>The oldest version read.</summary>
    public const uint OldestVersion = 1;

    /// <summary>Bytes of the header.</summary>
    public const int HeaderBytes = 256;

    /// <summary>Every section begins at a multiple of this.</summary>
    public const int Alignment = 64;

    /// <summary>Each this many bytes of a section have a checksum.</summary>
    public const int BlockBytes = 1 << 20;

    /// <summary>Sections, in their order in the file.</summary>
    public static readonly string[] Sections = ["templates", "subjects", "dead", "vectors", "nodes", "links", "upper links"];

    /// <summary>The first bytes of a file.</summary>
    public static ReadOnlySpan<byte> Magic => "HFINDEX\0"u8;

    /// <summary>The next multiple of <see cref="Alignment"/>.</summary>
    public static long Align(long offset) => (offset + Alignment - 1) & -Alignment;

    /// <summary>Sections are copied as they lie in memory, and every number of the format is little-endian.</summary>
    public static void RequireLittleEndian()
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Index snapshots are read and written on little-endian processors only.");
        }
    }

    /// <summary>How many checksums a section of this length has.</summary>
    public static long BlocksOf(long length) => (length + BlockBytes - 1) / BlockBytes;
}

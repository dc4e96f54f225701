using HyperFace.Search.Codes;
using HyperFace.Search.Graph;
using HyperFace.Search.Memory;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Snapshots;

/// <summary>Where everything lies in a snapshot: it all follows from a few counts. See docs/formats/index-snapshot.md.</summary>
internal sealed class SnapshotLayout
{
    /// <summary>The version written, and the only one read.</summary>
    public const uint Version = 5;

    /// <summary>Bytes of the header.</summary>
    public const int HeaderBytes = 256;

    /// <summary>Sections.</summary>
    public const int Parts = (int)SnapshotPart.Waiting + 1;

    /// <summary>Every section begins at a multiple of this.</summary>
    private const int Alignment = 64;

    private readonly ColumnShape[] _shapes;
    private readonly int[] _items;
    private readonly long[] _offsets = new long[Parts + 1];
    private readonly int[] _firstSegments = new int[Parts + 1];

    /// <param name="options">What the index is made with.</param>
    /// <param name="counts">How much is in it.</param>
    public SnapshotLayout(FaceIndexOptions options, SnapshotCounts counts)
    {
        // Stores that hold nothing know how theirs is cut.
        var vectors = new VectorStore(options.Dimension);
        CodeStore? codes = options.HasCodes ? new CodeStore(options.Dimension, options.RotationSeed) : null;
        var links = new LinkStore(options.Graph.M);
        var directory = new TemplateDirectory(vectors);
        Column?[] columns = ColumnsOf(vectors, codes, links, directory);
        _shapes = [.. columns.Select(column => column?.Shape ?? ColumnShape.Of(sizeof(int)))];
        int coded = codes is null ? 0 : counts.Slots;
        _items =
        [
            counts.Slots, counts.Slots, counts.Slots, counts.Slots,
            CodeBlocks.BlocksOf(coded), CodeBlocks.BlocksOf(coded), coded, coded, coded, coded,
            counts.LinkedSlots, counts.UpperLists,
            counts.Live, counts.Live, counts.Waiting,
        ];
        _offsets[0] = HeaderBytes;
        for (int i = 0; i < Parts; i++)
        {
            _offsets[i + 1] = Align(_offsets[i] + LengthOf((SnapshotPart)i));
            _firstSegments[i + 1] = _firstSegments[i] + _shapes[i].SegmentsOf(_items[i]);
        }
    }

    /// <summary>The first bytes of a file.</summary>
    public static ReadOnlySpan<byte> Magic => "HFINDEX\0"u8;

    /// <summary>Segments of all sections, each of which has a checksum.</summary>
    public int Segments => _firstSegments[Parts];

    /// <summary>Where the table of checksums begins.</summary>
    public long TableOffset => _offsets[Parts];

    /// <summary>Length of the file.</summary>
    public long FileLength => TableOffset + ((long)Segments * sizeof(uint));

    /// <summary>The columns of an index, in the order of the sections; null for a section that is no column.</summary>
    public static Column?[] ColumnsOf(VectorStore vectors, CodeStore? codes, LinkStore links, TemplateDirectory directory) =>
    [
        vectors.Templates, vectors.Subjects, vectors.Dead, vectors.Vectors,
        codes?.Peaks.Column, codes?.Signs.Column, codes?.PairCodes, codes?.PairFactorsOfSlots, codes?.ByteCodes, codes?.ByteFactorsOfSlots,
        links.Records, links.Upper,
        directory.KnownIds, directory.KnownSlots, null,
    ];

    /// <summary>How a section is cut.</summary>
    public ColumnShape ShapeOf(SnapshotPart part) => _shapes[(int)part];

    /// <summary>Items of a section.</summary>
    public int ItemsOf(SnapshotPart part) => _items[(int)part];

    /// <summary>Where a section begins.</summary>
    public long OffsetOf(SnapshotPart part) => _offsets[(int)part];

    /// <summary>Bytes of a section.</summary>
    public long LengthOf(SnapshotPart part) => (long)ItemsOf(part) * ShapeOf(part).Stride;

    /// <summary>Bytes between a section and the next, zero.</summary>
    public int FillingBehind(SnapshotPart part) => (int)(_offsets[(int)part + 1] - OffsetOf(part) - LengthOf(part));

    /// <summary>Which of all checksums is that of a section's segment.</summary>
    public int ChecksumOf(SnapshotPart part, int segment) => _firstSegments[(int)part] + segment;

    /// <summary>Items of a segment: fewer in the last.</summary>
    public int ItemsOf(SnapshotPart part, int segment) =>
        Math.Min(ShapeOf(part).SegmentItems, ItemsOf(part) - (segment << ShapeOf(part).Shift));

    /// <summary>Sections are read as they lie in memory, and every number of the format is little-endian.</summary>
    public static void RequireLittleEndian()
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Index snapshots are read and written on little-endian processors only.");
        }
    }

    private static long Align(long offset) => (offset + Alignment - 1) & -Alignment;
}

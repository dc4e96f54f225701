using System.Runtime.InteropServices;
using HyperFace.Search.Codes;
using HyperFace.Search.Graph;
using HyperFace.Search.Memory;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Snapshots;

/// <summary>
/// Writes an index as it was when the death marks were copied: the slots that they cover. Templates may be added and
/// removed meanwhile; the graph may not change, nor may a slot become free.
/// </summary>
internal sealed unsafe class SnapshotWriter
{
    private readonly VectorStore _vectors;
    private readonly CodeStore? _codes;
    private readonly LinkStore _links;
    private readonly Column?[] _columns;
    private readonly byte[] _dead;
    private readonly int[] _waiting;
    private readonly ulong[] _knownIds;
    private readonly int[] _knownSlots;
    private readonly SnapshotHeader _header;
    private readonly SnapshotLayout _layout;

    /// <param name="vectors">The vectors.</param>
    /// <param name="codes">Their codes; null where there are none.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="options">What the index was made with.</param>
    /// <param name="calibration">How wide walks must be; null when nobody measured it.</param>
    /// <param name="dead">The death marks of that moment.</param>
    /// <param name="stamp">The caller's.</param>
    public SnapshotWriter(VectorStore vectors, CodeStore? codes, HnswGraph graph, FaceIndexOptions options, GraphCalibration? calibration, byte[] dead, SnapshotStamp stamp)
    {
        SnapshotLayout.RequireLittleEndian();
        _vectors = vectors;
        _codes = codes;
        _links = graph.Links;
        _columns = SnapshotLayout.ColumnsOf(vectors, codes, _links, new TemplateDirectory(vectors));
        _dead = dead;

        // Who came to wait since that moment is in a slot that was free then.
        _waiting = [.. graph.Waiting.Slots.ToArray().Where(slot => !VectorStore.IsFreeMark(dead[slot]))];
        _knownSlots = [.. Enumerable.Range(0, dead.Length).Where(slot => dead[slot] == 0)];
        _knownIds = [.. _knownSlots.Select(vectors.Template)];
        Array.Sort(_knownIds, _knownSlots);
        _header = new SnapshotHeader
        {
            Options = options,
            Counts = new SnapshotCounts(dead.Length, graph.LinkedSlots, _links.UpperLists, _knownIds.Length, _waiting.Length, dead.Count(VectorStore.IsFreeMark)),
            EntrySlot = graph.EntrySlot,
            Calibration = calibration,
            LargestError = codes?.LargestError ?? 0,
            Stamp = stamp,
        };
        _layout = new SnapshotLayout(options, _header.Counts);
    }

    /// <summary>Writes the file; the header comes last, because it carries the checksum of checksums.</summary>
    public void Write(Stream stream)
    {
        stream.Write(new byte[SnapshotLayout.HeaderBytes]);
        var checksums = new List<uint>(_layout.Segments);
        for (int i = 0; i < SnapshotLayout.Parts; i++)
        {
            var part = (SnapshotPart)i;
            ColumnShape shape = _layout.ShapeOf(part);
            var buffer = new byte[shape.SegmentBytes];
            for (int segment = 0; segment < shape.SegmentsOf(_layout.ItemsOf(part)); segment++)
            {
                Span<byte> bytes = buffer.AsSpan(0, _layout.ItemsOf(part, segment) * shape.Stride);
                Fill(part, segment << shape.Shift, bytes);
                checksums.Add(Crc32C.Of(bytes));
                stream.Write(bytes);
            }

            stream.Write(new byte[_layout.FillingBehind(part)]);
        }

        Span<byte> table = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(checksums));
        stream.Write(table);
        Span<byte> header = stackalloc byte[SnapshotLayout.HeaderBytes];
        (_header with { ChecksumsCrc = Crc32C.Of(table) }).Write(header);
        stream.Position = 0;
        stream.Write(header);
    }

    /// <summary>Makes the bytes of a segment: as in memory, without what the dead and the free leave behind.</summary>
    private void Fill(SnapshotPart part, int first, Span<byte> bytes)
    {
        switch (part)
        {
            case SnapshotPart.KnownIds:
                Copy<ulong>(_knownIds, first, bytes);
                return;
            case SnapshotPart.KnownSlots:
                Copy<int>(_knownSlots, first, bytes);
                return;
            case SnapshotPart.Waiting:
                Copy<int>(_waiting, first, bytes);
                return;
            case SnapshotPart.Dead:
                _dead.AsSpan(first, bytes.Length).CopyTo(bytes);
                return;
        }

        new ReadOnlySpan<byte>(_columns[(int)part]!.At(first), bytes.Length).CopyTo(bytes);
        int stride = _layout.ShapeOf(part).Stride;
        for (int i = 0; i < bytes.Length / stride; i++)
        {
            Clean(part, first + i, bytes.Slice(i * stride, stride));
        }
    }

    private void Clean(SnapshotPart part, int item, Span<byte> bytes)
    {
        switch (part)
        {
            case SnapshotPart.Records:
                CutBehind(MemoryMarshal.Cast<byte, int>(bytes)[LinkStore.ListField..]);
                break;
            case SnapshotPart.Upper:
                CutBehind(MemoryMarshal.Cast<byte, int>(bytes));
                break;
            case SnapshotPart.PeakBlocks:
                CleanBlock(_codes!.Peaks, item, bytes);
                break;
            case SnapshotPart.SignBlocks:
                CleanBlock(_codes!.Signs, item, bytes);
                break;
            default:
                if (_dead[item] != 0 && !IsWalkedBy(part, item))
                {
                    bytes.Clear();
                }

                break;
        }
    }

    /// <summary>A removed template that walks step on is kept as far as they read it.</summary>
    private bool IsWalkedBy(SnapshotPart part, int slot) => part switch
    {
        _ when slot >= _header.Counts.LinkedSlots || _links.Level(slot) < 0 => false,
        SnapshotPart.ByteCodes or SnapshotPart.ByteFactors => true,
        SnapshotPart.Vectors => _codes is null,
        _ => false,
    };

    private void CleanBlock(CodeBlocks codes, int item, Span<byte> block)
    {
        for (int slot = item * CodeBlocks.Slots; slot < (item + 1) * CodeBlocks.Slots; slot++)
        {
            // What lies behind the end may be half written.
            if (slot >= _dead.Length || _dead[slot] != 0)
            {
                codes.Erase(slot, block);
            }
        }
    }

    private static void CutBehind(Span<int> list) => list[(LinkStore.ListHeader + list[0])..].Clear();

    private static void Copy<T>(T[] values, int first, Span<byte> bytes)
        where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan(first))[..bytes.Length].CopyTo(bytes);
}

using System.Runtime.InteropServices;
using HyperFace.Search.Graph;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Snapshots;

/// <summary>
/// Writes an index as it was when the death marks were copied: the slots that they cover. Templates may be added and
/// removed meanwhile; the graph may not change.
/// </summary>
internal sealed unsafe class SnapshotWriter(VectorStore vectors, HnswGraph graph, FaceIndexOptions options, byte[] dead)
{
    private readonly int _slots = dead.Length;
    private readonly int _linked = graph.LinkedSlots;

    /// <summary>Writes the file; the header comes last, because it carries the checksum of checksums.</summary>
    public void Write(Stream stream, SnapshotStamp stamp)
    {
        SnapshotLayout.RequireLittleEndian();
        var writer = new SectionWriter(stream);
        writer.SkipHeader();
        WriteVectors(writer);
        long upperBytes = WriteGraph(writer);

        byte[] checksums = MemoryMarshal.AsBytes(writer.Checksums.ToArray().AsSpan()).ToArray();
        stream.Write(checksums);
        var header = new SnapshotHeader
        {
            Options = options,
            Slots = _slots,
            LinkedSlots = _linked,
            EntrySlot = graph.EntrySlot,
            Stamp = stamp,
            SectionLengths = [.. SnapshotHeader.FixedLengths(_slots, _linked, options.Dimension, options.Graph.M), upperBytes],
            ChecksumsCrc = Crc32C.Of(checksums),
        };
        Span<byte> bytes = stackalloc byte[SnapshotLayout.HeaderBytes];
        header.Write(bytes);
        stream.Position = 0;
        stream.Write(bytes);
    }

    private void WriteVectors(SectionWriter writer)
    {
        for (int slot = 0; slot < _slots; slot++)
        {
            writer.Add(vectors.Template(slot));
        }

        writer.End();
        for (int slot = 0; slot < _slots; slot++)
        {
            writer.Add(vectors.Subject(slot));
        }

        writer.End();
        writer.Add<byte>(dead.AsSpan());
        writer.End();
        var nothing = new float[options.Dimension];
        for (int slot = 0; slot < _slots; slot++)
        {
            // A removed template that no walk needs leaves no vector behind.
            bool needed = dead[slot] == 0 || (slot < _linked && graph.Links.Level(slot) >= 0);
            writer.Add(needed ? new ReadOnlySpan<float>(vectors.Vector(slot), options.Dimension) : nothing);
        }

        writer.End();
    }

    private long WriteGraph(SectionWriter writer)
    {
        LinkStore links = graph.Links;
        for (int slot = 0; slot < _linked; slot++)
        {
            writer.Add(links.Level(slot));
            writer.Add(links.NextInChain(slot));
        }

        writer.End();
        Span<int> padding = stackalloc int[links.MaxLinks(0)];
        padding.Clear();
        for (int slot = 0; slot < _linked; slot++)
        {
            ReadOnlySpan<int> list = links.Level(slot) >= 0 ? links.Links(slot, 0) : [];
            writer.Add(list.Length);
            writer.Add(list);
            writer.Add((ReadOnlySpan<int>)padding[list.Length..]);
        }

        writer.End();
        long upperBytes = 0;
        for (int slot = 0; slot < _linked; slot++)
        {
            for (int layer = 1; layer <= links.Level(slot); layer++)
            {
                ReadOnlySpan<int> list = links.Links(slot, layer);
                writer.Add(list.Length);
                writer.Add(list);
                upperBytes += (1L + list.Length) * sizeof(int);
            }
        }

        writer.End();
        return upperBytes;
    }
}

using HyperFace.Search.Graph;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Snapshots;

/// <summary>
/// Fills an empty index from a snapshot. Checksums catch damage; the checks here catch a file that was made wrong, so
/// that no number in it can lead a walk out of memory or round in circles.
/// </summary>
internal sealed unsafe class SnapshotReader(SectionReader sections, SnapshotHeader header)
{
    /// <summary>Reads templates, subjects, death marks and vectors.</summary>
    public void ReadVectors(VectorStore vectors, Dictionary<ulong, int> slots)
    {
        var templates = new ulong[header.Slots];
        sections.Next();
        sections.Read(templates.AsSpan());
        var subjects = new uint[header.Slots];
        sections.Next();
        sections.Read(subjects.AsSpan());
        var dead = new byte[header.Slots];
        sections.Next();
        sections.Read(dead.AsSpan());
        sections.Next();
        slots.EnsureCapacity(header.Slots);
        for (int i = 0; i < header.Slots; i++)
        {
            int slot = vectors.Reserve(templates[i], subjects[i]);
            sections.Read(new Span<float>(vectors.Vector(slot), header.Dimension));
            vectors.Publish(slot);
            if (dead[i] != 0)
            {
                vectors.Kill(slot);
            }
            else if (!slots.TryAdd(templates[i], slot))
            {
                throw sections.Damaged($"holds template {templates[i]} twice");
            }
        }
    }

    /// <summary>Reads nodes and links.</summary>
    public void ReadGraph(HnswGraph graph)
    {
        LinkStore links = graph.Links;
        links.Reserve(header.LinkedSlots);
        ReadNodes(links);
        ReadLinks(links);
        ReadUpperLinks(links);
        if (header.EntrySlot >= 0 && links.Level(header.EntrySlot) < 0)
        {
            throw sections.Damaged($"has an entry point, slot {header.EntrySlot}, that is not a node");
        }

        graph.Restore(header.EntrySlot, header.LinkedSlots);
    }

    private void ReadNodes(LinkStore links)
    {
        sections.Next();
        var chained = new bool[header.LinkedSlots];
        var nodes = new (int Level, int Next)[header.LinkedSlots];
        for (int slot = 0; slot < nodes.Length; slot++)
        {
            (int level, int next) = nodes[slot] = (sections.Read<int>(), sections.Read<int>());
            if (level is < LinkStore.Chained or > NodeLevel.Max || next < LinkStore.NoSlot || next >= nodes.Length || (next >= 0 && chained[next]))
            {
                // A slot that hangs in two chains, or twice in one, could close a circle.
                throw sections.Damaged($"holds an impossible node at slot {slot} (level {level}, chain {next})");
            }

            if (next >= 0)
            {
                chained[next] = true;
            }

            links.Restore(slot, level, next);
        }

        for (int slot = 0; slot < nodes.Length; slot++)
        {
            if (chained[slot] != (nodes[slot].Level == LinkStore.Chained))
            {
                throw sections.Damaged($"has a broken chain at slot {slot}");
            }
        }
    }

    private void ReadLinks(LinkStore links)
    {
        sections.Next();
        Span<int> record = stackalloc int[1 + links.MaxLinks(0)];
        for (int slot = 0; slot < header.LinkedSlots; slot++)
        {
            sections.Read(record);
            int count = record[0];
            if (links.Level(slot) >= 0)
            {
                SetLinks(links, slot, 0, count, record[1..]);
            }
        }
    }

    private void ReadUpperLinks(LinkStore links)
    {
        sections.Next();
        Span<int> list = stackalloc int[links.MaxLinks(1)];
        for (int slot = 0; slot < header.LinkedSlots; slot++)
        {
            for (int layer = 1; layer <= links.Level(slot); layer++)
            {
                int count = sections.Read<int>();
                if ((uint)count <= (uint)list.Length)
                {
                    sections.Read(list[..count]);
                }

                SetLinks(links, slot, layer, count, list);
            }
        }

        sections.RequireEnd();
    }

    private void SetLinks(LinkStore links, int slot, int layer, int count, ReadOnlySpan<int> list)
    {
        if ((uint)count > (uint)links.MaxLinks(layer))
        {
            throw sections.Damaged($"gives slot {slot} {count} links in layer {layer}");
        }

        foreach (int neighbour in list[..count])
        {
            if ((uint)neighbour >= (uint)header.LinkedSlots || links.Level(neighbour) < layer)
            {
                throw sections.Damaged($"links slot {slot} to slot {neighbour}, which is not in layer {layer}");
            }
        }

        links.SetLinks(slot, layer, list[..count]);
    }
}

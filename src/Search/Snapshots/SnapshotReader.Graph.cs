using HyperFace.Search.Graph;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Snapshots;

internal sealed unsafe partial class SnapshotReader
{
    /// <summary>Reads nodes and links; the vectors stand already.</summary>
    public void ReadGraph(HnswGraph graph, VectorStore vectors)
    {
        LinkStore links = graph.Links;
        links.Reserve(header.LinkedSlots);
        ReadNodes(links, vectors);
        ReadLinks(links);
        ReadUpperLinks(links);
        graph.Restore(header.EntrySlot, header.LinkedSlots);
    }

    private void ReadNodes(LinkStore links, VectorStore vectors)
    {
        sections.Next();
        var nodes = new (int Level, int Next)[header.LinkedSlots];
        for (int slot = 0; slot < nodes.Length; slot++)
        {
            (int level, int next) = nodes[slot] = (sections.Read<int>(), sections.Read<int>());
            if (level is < LinkStore.Chained or > NodeLevel.Max || next < LinkStore.NoSlot || next >= nodes.Length)
            {
                throw sections.Damaged($"holds an impossible node at slot {slot} (level {level}, chain {next})");
            }
        }

        RequireRoomForLevels(nodes);
        for (int slot = 0; slot < nodes.Length; slot++)
        {
            links.Restore(slot, nodes[slot].Level, nodes[slot].Next);
            RequirePlace(slot, nodes[slot].Level, vectors);
        }

        RequireChains(nodes, vectors);
    }

    /// <summary>Every upper layer has a count in its section at least, so that memory for them is bounded by the file.</summary>
    private void RequireRoomForLevels((int Level, int Next)[] nodes)
    {
        long layers = nodes.Sum(node => Math.Max(0L, node.Level));
        if (layers * sizeof(int) > header.SectionLengths[^1])
        {
            throw sections.Damaged($"describes {layers} lists in upper layers, which the section for them cannot hold");
        }
    }

    /// <summary>What is linked is no longer scanned: a live template must have a place, and a node a vector to walk by.</summary>
    private void RequirePlace(int slot, int level, VectorStore vectors)
    {
        if (level == LinkStore.Unlinked && !vectors.IsDead(slot))
        {
            throw sections.Damaged($"gives live slot {slot} no place in the graph");
        }

        if (level >= 0 && new ReadOnlySpan<float>(vectors.Vector(slot), header.Options.Dimension).IndexOfAnyExcept(0f) < 0)
        {
            throw sections.Damaged($"makes slot {slot} a node, which has no vector");
        }

        if (slot == header.EntrySlot ? level < 0 : level >= 0 && header.EntrySlot < 0)
        {
            throw sections.Damaged(header.EntrySlot < 0 ? $"has a node at slot {slot}, and the graph no entry point" : $"has an entry point, slot {slot}, that is not a node");
        }
    }

    /// <summary>Chains begin at nodes, never meet, hold every chained slot, and hold copies only.</summary>
    private void RequireChains((int Level, int Next)[] nodes, VectorStore vectors)
    {
        var chained = new bool[nodes.Length];
        for (int node = 0; node < nodes.Length; node++)
        {
            if (nodes[node].Level < 0)
            {
                continue;
            }

            for (int slot = nodes[node].Next; slot != LinkStore.NoSlot; slot = nodes[slot].Next)
            {
                bool isCopy = vectors.IsDead(slot) || VectorBytes(vectors, slot).SequenceEqual(VectorBytes(vectors, node));
                if (chained[slot] || nodes[slot].Level != LinkStore.Chained || !isCopy)
                {
                    throw sections.Damaged($"has a broken chain at slot {slot}");
                }

                chained[slot] = true;
            }
        }

        for (int slot = 0; slot < nodes.Length; slot++)
        {
            if (!chained[slot] && (nodes[slot].Level == LinkStore.Chained || (nodes[slot].Level == LinkStore.Unlinked && nodes[slot].Next != LinkStore.NoSlot)))
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
            int filled = 0;
            if (links.Level(slot) >= 0)
            {
                SetLinks(links, slot, 0, record[0], record[1..]);
                filled = 1 + record[0];
            }

            if (record[filled..].ContainsAnyExcept(0))
            {
                throw sections.Damaged($"holds something behind the links of slot {slot}");
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

        links.SetLinks(slot, layer, list[..count], settled: 0);
    }

    private ReadOnlySpan<byte> VectorBytes(VectorStore vectors, int slot) => new(vectors.Vector(slot), header.Options.Dimension * sizeof(float));
}

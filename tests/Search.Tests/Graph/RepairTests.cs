using HyperFace.Search.Graph;
using HyperFace.Search.Searching;
using HyperFace.Search.Tests.Support;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Tests.Graph;

public sealed class RepairTests
{
    private const int M = 2;

    [Fact]
    public void A_node_without_links_is_linked_to() =>
        RequireRepair(8, (0, [1]), (1, [0]), (2, []));

    [Fact]
    public void Nodes_that_link_to_each_other_only_are_won_back_together() =>
        RequireRepair(8, (0, [1]), (1, [0]), (2, [3]), (3, [4]), (4, [2]));

    [Fact]
    public void Where_every_list_is_full_the_node_takes_a_place_and_adopts_who_had_it()
    {
        // Two cliques of five, every list full: 0..4 with the entry point, 5..9 lost.
        RequireRepair(8, [.. Enumerable.Range(0, 10).Select(node => (node, Others(node)))]);

        static int[] Others(int node) => [.. Enumerable.Range(node < 5 ? 0 : 5, 5).Where(other => other != node)];
    }

    [Fact]
    public void Many_lone_nodes_are_all_won_back() =>
        RequireRepair(8, [(0, [1]), (1, [0]), .. Enumerable.Range(2, 100).Select(node => (node, Array.Empty<int>()))]);

    [Fact]
    public void A_batch_that_was_cut_short_after_its_nodes_were_placed_is_linked_all_the_same()
    {
        // Copies among them: hung into a chain twice, they would close a circle.
        float[][] vectors = [.. Enumerable.Range(0, 200).Select(i => SeededVectors.Gaussian(i % 150, 8))];
        VectorStore store = FilledStore.Of(vectors);
        var graph = new HnswGraph(store, codes: null, new HnswParameters());
        var whole = new HnswGraph(store, codes: null, new HnswParameters());
        var scratches = new ScratchPool(store, codes: null);
        graph.Links.Reserve(200);
        graph.Place([.. Enumerable.Range(0, 200)]);
        graph.Link(200, 1, scratches, null, CancellationToken.None);
        whole.Link(200, 1, scratches, null, CancellationToken.None);
        for (int slot = 0; slot < 200; slot++)
        {
            Assert.Equal(whole.Links.Level(slot), graph.Links.Level(slot));
            Assert.Equal(whole.Links.NextInChain(slot), graph.Links.NextInChain(slot));
            Assert.Equal(whole.Links.Level(slot) < 0 ? [] : whole.Links.Links(slot, 0).ToArray(), graph.Links.Level(slot) < 0 ? [] : graph.Links.Links(slot, 0).ToArray());
        }

        graph.Free();
        whole.Free();
        scratches.Free();
        store.Free();
    }

    [Fact]
    public void The_first_batch_with_live_templates_is_linked_not_only_repaired()
    {
        VectorStore store = FilledStore.Of([.. Enumerable.Range(0, 800).Select(i => SeededVectors.Gaussian(i, 8))]);
        for (int slot = 0; slot < 400; slot++)
        {
            store.Kill(slot);
        }

        var graph = new HnswGraph(store, codes: null, new HnswParameters());
        var scratches = new ScratchPool(store, codes: null);
        graph.Link(800, 2, scratches, null, CancellationToken.None);
        Assert.All(Enumerable.Range(0, 400), slot => Assert.Equal(LinkStore.Unlinked, graph.Links.Level(slot)));
        Assert.All(Enumerable.Range(400, 400), slot => Assert.NotEmpty(graph.Links.Links(slot, 0).ToArray()));
        scratches.Free();
        graph.Free();
        store.Free();
    }

    private static void RequireRepair(int dimension, params (int Node, int[] Links)[] nodes)
    {
        VectorStore vectors = FilledStore.Of([.. nodes.Select(node => SeededVectors.Gaussian(node.Node, dimension))]);
        var graph = new HnswGraph(vectors, codes: null, new HnswParameters { M = M, EfConstruction = 4 });
        graph.Links.Reserve(nodes.Length);
        foreach ((int node, _) in nodes)
        {
            graph.Links.Place(node, 0);
        }

        foreach ((int node, int[] links) in nodes)
        {
            graph.Links.SetLinks(node, 0, links, settled: 0);
        }

        Assert.True(graph.TryRestore(entrySlot: 0, linkedSlots: nodes.Length, waiting: []));
        var scratches = new ScratchPool(vectors, codes: null);
        Assert.NotEmpty(Lost(graph, nodes.Length));
        graph.Repair(scratches);
        Assert.Empty(Lost(graph, nodes.Length));
        Assert.All(nodes, node =>
        {
            int[] links = graph.Links.Links(node.Node, 0).ToArray();
            Assert.InRange(links.Length, 0, 2 * M);
            Assert.DoesNotContain(node.Node, links);
            Assert.Equal(links.Length, links.Distinct().Count());
        });
        scratches.Free();
        graph.Free();
        vectors.Free();
    }

    private static List<int> Lost(HnswGraph graph, int end) =>
        Reachability.NotReached(graph.Links, Reachability.From(graph.Links, graph.EntrySlot, end));
}

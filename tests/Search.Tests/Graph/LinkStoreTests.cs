using HyperFace.Search.Graph;

namespace HyperFace.Search.Tests.Graph;

public sealed class LinkStoreTests : IDisposable
{
    private readonly LinkStore _links = new(4);

    public void Dispose() => _links.Free();

    [Fact]
    public void A_new_slot_is_in_no_layer_and_in_no_chain()
    {
        _links.Reserve(20_000);
        Assert.All([0, 8191, 8192, 19_999], slot =>
        {
            Assert.Equal(LinkStore.Unlinked, _links.Level(slot));
            Assert.Equal(LinkStore.NoSlot, _links.NextInChain(slot));
        });
    }

    [Fact]
    public void Each_layer_of_each_node_has_its_own_links()
    {
        _links.Reserve(10_000);
        int[] nodes = [0, 1, 8191, 8192, 9999];
        foreach (int node in nodes)
        {
            _links.Place(node, NodeLevel.Max);
            Assert.All(Enumerable.Range(0, NodeLevel.Max + 1), layer => Assert.Equal(0, _links.Links(node, layer).Length));
        }

        foreach (int node in nodes)
        {
            for (int layer = 0; layer <= NodeLevel.Max; layer++)
            {
                _links.SetLinks(node, layer, Numbers(node + layer, _links.MaxLinks(layer)), settled: layer);
            }
        }

        foreach (int node in nodes)
        {
            for (int layer = 0; layer <= NodeLevel.Max; layer++)
            {
                Assert.Equal(Numbers(node + layer, _links.MaxLinks(layer)), _links.Links(node, layer).ToArray());
                Assert.Equal(layer, _links.Settled(node, layer));
            }

            Assert.Equal(NodeLevel.Max, _links.Level(node));
            Assert.Equal(LinkStore.NoSlot, _links.NextInChain(node));
        }
    }

    [Fact]
    public void More_upper_layers_than_one_block_holds_are_kept_apart()
    {
        _links.Reserve(8000);
        for (int node = 0; node < 8000; node++)
        {
            _links.Place(node, NodeLevel.Max);
            _links.SetLinks(node, NodeLevel.Max, [node], settled: 1);
        }

        Assert.All(Enumerable.Range(0, 8000), node => Assert.Equal(node, Assert.Single(_links.Links(node, NodeLevel.Max).ToArray())));
        Assert.True(_links.NativeBytes > 8000 * NodeLevel.Max * 4 * sizeof(int), "the upper layers are not counted");
    }

    [Fact]
    public void A_list_can_shrink_and_grow()
    {
        _links.Reserve(1);
        _links.Place(0, 0);
        _links.SetLinks(0, 0, [1, 2, 3], settled: 3);
        _links.SetLinks(0, 0, [4], settled: 1);
        Assert.Equal([4], _links.Links(0, 0).ToArray());
        _links.SetLinks(0, 0, [5, 6], settled: 0);
        Assert.Equal([5, 6], _links.Links(0, 0).ToArray());
    }

    [Fact]
    public void A_chain_holds_all_that_were_hung_into_it()
    {
        _links.Reserve(5);
        _links.Place(1, 0);
        _links.Chain(2, 1);
        _links.Chain(4, 1);
        var chain = new List<int>();
        for (int slot = _links.NextInChain(1); slot != LinkStore.NoSlot; slot = _links.NextInChain(slot))
        {
            chain.Add(slot);
            Assert.Equal(LinkStore.Chained, _links.Level(slot));
        }

        Assert.Equal([4, 2], chain);
    }

    [Fact]
    public void A_chain_is_in_falling_order_whoever_comes_first_and_can_be_left()
    {
        _links.Reserve(10);
        _links.Place(3, 0);
        foreach (int slot in new[] { 5, 9, 2, 7 })
        {
            _links.Chain(slot, 3);
        }

        Assert.Equal([9, 7, 5, 2], Chain(3));
        _links.Unchain(7, before: 9);
        _links.Displace(7);
        Assert.Equal([9, 5, 2], Chain(3));
        Assert.Equal(LinkStore.Unlinked, _links.Level(7));
    }

    [Fact]
    public void A_place_that_was_left_can_be_taken_at_another_level()
    {
        _links.Reserve(10);
        foreach (int level in new[] { 2, 0, 1, 5, 3 })
        {
            _links.Place(4, level);
            Assert.All(Enumerable.Range(0, level + 1), layer => Assert.Equal(0, _links.Links(4, layer).Length));
            Assert.Equal(0, _links.Links(4, level + 1).Length);
            _links.SetLinks(4, level, [level], settled: 1);
            _links.Place(5, 3);
            _links.SetLinks(5, 3, [9], settled: 0);
            Assert.Equal([level], _links.Links(4, level).ToArray());
            Assert.Equal([9], _links.Links(5, 3).ToArray());
            _links.Displace(4);
            _links.Displace(5);
        }

        Assert.Equal(2 + 5 + 3, _links.UpperLists);
    }

    private List<int> Chain(int node)
    {
        var chain = new List<int>();
        for (int slot = _links.NextInChain(node); slot != LinkStore.NoSlot; slot = _links.NextInChain(slot))
        {
            chain.Add(slot);
        }

        return chain;
    }

    private static int[] Numbers(int first, int count) => [.. Enumerable.Range(first, count)];
}

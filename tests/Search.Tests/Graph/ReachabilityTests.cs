using HyperFace.Search.Graph;

namespace HyperFace.Search.Tests.Graph;

public sealed class ReachabilityTests : IDisposable
{
    private readonly LinkStore _links = new(4);

    public ReachabilityTests()
    {
        // 0 -> 1 -> 2 -> 0, 3 -> 0, 4 -> 3, 5 hangs in a chain, 6 was dead when its turn came, 7 alone.
        _links.Reserve(8);
        foreach ((int node, int[] links) in new[] { (0, new[] { 1 }), (1, [2]), (2, [0]), (3, [0]), (4, [3]), (7, []) })
        {
            _links.Place(node, 0);
            _links.SetLinks(node, 0, links, settled: 0);
        }

        _links.Chain(5, 0);
    }

    public void Dispose() => _links.Free();

    [Fact]
    public void Nodes_are_reached_along_their_links_only()
    {
        bool[] reached = Reachability.From(_links, entry: 0, end: 8);
        Assert.Equal([true, true, true, false, false, false, false, false], reached);
        Assert.Equal([3, 4, 7], Reachability.NotReached(_links, reached));
    }

    [Fact]
    public void What_spreads_later_adds_to_what_was_reached()
    {
        bool[] reached = Reachability.From(_links, entry: 0, end: 8);
        Reachability.Spread(_links, 4, reached);
        Assert.Equal([7], Reachability.NotReached(_links, reached));
    }

    [Fact]
    public void Nothing_is_reached_without_an_entry_point() =>
        Assert.Equal([0, 1, 2, 3, 4, 7], Reachability.NotReached(_links, Reachability.From(_links, entry: -1, end: 8)));

    [Fact]
    public void Links_behind_the_end_lead_nowhere() =>
        Assert.Equal([true, true], Reachability.From(_links, entry: 0, end: 2));
}

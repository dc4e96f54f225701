using HyperFace.Search.Graph;

namespace HyperFace.Search.Tests.Graph;

public sealed class NodeLevelTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(128)]
    public void Each_layer_holds_one_in_m_of_the_layer_below(int m)
    {
        const int templates = 200_000;
        int[] atLeast = new int[NodeLevel.Max + 2];
        for (ulong template = 0; template < templates; template++)
        {
            for (int layer = 0; layer <= NodeLevel.Of(template, seed: 1, m); layer++)
            {
                atLeast[layer]++;
            }
        }

        Assert.Equal(templates, atLeast[0]);
        Assert.InRange((double)atLeast[1] / templates * m, 0.9, 1.1);
    }

    [Fact]
    public void A_level_depends_on_template_and_seed()
    {
        Assert.Equal(NodeLevel.Of(5, 1, 4), NodeLevel.Of(5, 1, 4));
        Assert.Contains(Enumerable.Range(0, 100), template => NodeLevel.Of((ulong)template, 1, 4) != NodeLevel.Of((ulong)template, 2, 4));
    }

    [Fact]
    public void No_level_is_out_of_range() =>
        Assert.All(Enumerable.Range(0, 300_000), template => Assert.InRange(NodeLevel.Of(ulong.MaxValue - (ulong)template, 7, 2), 0, NodeLevel.Max));
}

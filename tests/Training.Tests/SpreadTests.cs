using HyperFace.Training.Comparing;

namespace HyperFace.Training.Tests;

public sealed class SpreadTests
{
    [Fact]
    public void The_deviation_is_a_samples()
    {
        var spread = Spread.Of([0.1, 0.2, 0.3]);

        Assert.Equal(0.2, spread.Mean, 12);
        Assert.Equal(0.1, spread.Deviation, 12);
    }

    [Fact]
    public void A_single_value_has_none() => Assert.Equal(0, Spread.Of([0.7]).Deviation);

    [Fact]
    public void Codes_are_as_near_as_their_nearest_others()
    {
        var spread = CodeSpread.Of([[1, 0], [0, 1], [0.6f, 0.8f]]);

        Assert.Equal(0.8f, spread.Largest, 6);
        Assert.Equal((0.6f + 0.8f + 0.8f) / 3, spread.Mean, 6);
    }
}

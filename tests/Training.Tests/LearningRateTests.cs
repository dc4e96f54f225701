using HyperFace.Training.Learning;

namespace HyperFace.Training.Tests;

public sealed class LearningRateTests
{
    private static readonly LearningRate Rate = new(Highest: 0.2, WarmUp: 10);

    [Fact]
    public void It_rises_in_a_straight_line()
    {
        Assert.Equal(0.02, Rate.At(0, 100), 12);
        Assert.Equal(0.1, Rate.At(4, 100), 12);
        Assert.Equal(0.2, Rate.At(9, 100), 12);
    }

    [Fact]
    public void It_falls_along_half_a_cosine()
    {
        Assert.Equal(0.2, Rate.At(10, 110), 12);
        Assert.Equal(0.1, Rate.At(60, 110), 12);
        Assert.Equal(0, Rate.At(110, 110), 12);
    }

    [Fact]
    public void While_it_rises_the_length_of_the_run_does_not_matter() => Assert.Equal(Rate.At(7, 20), Rate.At(7, int.MaxValue));

    [Fact]
    public void A_run_that_ends_while_it_rises_has_a_rate() => Assert.Equal(0.06, Rate.At(2, 5), 12);
}

using HyperFace.Training.Judging;

namespace HyperFace.Training.Tests;

public sealed class TenFoldTests
{
    [Fact]
    public void Pairs_that_a_threshold_parts_are_all_judged_right()
    {
        bool[] mated = [.. Enumerable.Range(0, 103).Select(pair => pair % 2 == 0)];

        var accuracy = TenFold.Of([.. mated.Select(same => same ? 0.8f : 0.1f)], mated);

        Assert.Equal(1, accuracy.Mean);
        Assert.Equal(0, accuracy.Deviation);
    }

    [Fact]
    public void A_wrong_pair_costs_its_part_only()
    {
        bool[] mated = [.. Enumerable.Range(0, 100).Select(pair => pair % 2 == 0)];
        float[] similarities = [.. mated.Select(same => same ? 0.8f : 0.1f)];
        similarities[42] = -0.5f;

        var accuracy = TenFold.Of(similarities, mated);

        Assert.Equal(0.99, accuracy.Mean, 12);
        Assert.Equal(0.03, accuracy.Deviation, 12);
    }

    [Fact]
    public void The_threshold_of_a_part_is_chosen_on_the_others()
    {
        // In the last part everything is less alike: the threshold of the others takes its mated pairs for strangers.
        bool[] mated = [.. Enumerable.Range(0, 100).Select(pair => pair % 2 == 0)];
        float[] similarities = [.. Enumerable.Range(0, 100).Select(pair => (mated[pair] ? 0.8f : 0.4f) - (pair < 90 ? 0f : 0.6f))];

        Assert.Equal(0.95, TenFold.Of(similarities, mated).Mean, 12);
    }

    [Fact]
    public void The_lowest_distance_that_does_best_is_taken()
    {
        // Elsewhere every threshold between the two similarities does equally well; the first of them alone also parts the odd pair.
        bool[] mated = [.. Enumerable.Range(0, 100).Select(pair => pair % 2 == 0)];
        float[] similarities = [.. mated.Select(same => same ? 0.8f : 0.4f)];
        similarities[1] = 0.79f;

        Assert.Equal(1, TenFold.Of(similarities, mated).Mean);
    }

    [Fact]
    public void Too_few_pairs_are_refused() => Assert.Throws<ArgumentException>(() => TenFold.Of(new float[9], new bool[9]));

    [Fact]
    public void Lists_of_other_lengths_are_refused() => Assert.Throws<ArgumentException>(() => TenFold.Of(new float[20], new bool[19]));
}

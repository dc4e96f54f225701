using HyperFace.Host.Demo.Probing;

namespace HyperFace.Host.Tests.Demo;

public sealed class ProbeOutcomeTests
{
    [Fact]
    public void The_right_person_above_the_threshold_is_a_hit() => Assert.Equal(ProbeOutcome.Hit, MadeUpResult.Of("a", ("a", 0.9f), ("b", 0.6f)).Outcome);

    [Fact]
    public void The_right_person_below_the_threshold_is_a_miss_though_at_rank_1()
    {
        ProbeResult result = MadeUpResult.Of("a", ("a", 0.4f), ("b", 0.3f));

        Assert.Equal((ProbeOutcome.Miss, true), (result.Outcome, result.IsRank1));
    }

    [Fact]
    public void Somebody_else_at_rank_1_is_the_wrong_subject_even_with_the_right_person_behind() => Assert.Equal(ProbeOutcome.WrongSubject, MadeUpResult.Of("a", ("b", 0.9f), ("a", 0.8f)).Outcome);

    [Fact]
    public void Nobody_for_somebody_who_is_not_enrolled_is_a_refusal() => Assert.Equal(ProbeOutcome.Refusal, MadeUpResult.Of(null, ("a", 0.49f)).Outcome);

    [Fact]
    public void Somebody_for_somebody_who_is_not_enrolled_is_a_false_positive() => Assert.Equal(ProbeOutcome.FalsePositive, MadeUpResult.Of(null, ("a", 0.5f)).Outcome);

    [Fact]
    public void Without_a_threshold_nothing_is_decided_but_rank_1_is_known()
    {
        ProbeResult result = MadeUpResult.Of("a", threshold: null, ("a", 0.9f));

        Assert.Equal((ProbeOutcome.Open, true), (result.Outcome, result.IsRank1));
    }

    [Fact]
    public void The_figures_count_each_result_once()
    {
        var figures = DemoFigures.Of(
        [
            MadeUpResult.Of("a", ("a", 0.9f)),
            MadeUpResult.Of("a", ("a", 0.8f)),
            MadeUpResult.Of("a", ("a", 0.4f)),
            MadeUpResult.Of("a", ("b", 0.7f)),
            MadeUpResult.Of(null, ("b", 0.7f)),
            MadeUpResult.Of(null, ("b", 0.1f)),
            MadeUpResult.Of(null, ("c", 0.2f)),
        ]);

        Assert.Equal(new MatedFigures(Probes: 4, Rank1: 3, Hits: 2, BelowThreshold: 1, WrongSubject: 1), figures.Mated);
        Assert.Equal((0.75, 0.5, 2), (figures.Mated.Rank1Rate, figures.Mated.Fnir, figures.Mated.Misses));
        Assert.Equal(new NonMatedFigures(Probes: 3, Refusals: 2, FalsePositives: 1), figures.NonMated);
        Assert.Equal(1.0 / 3, figures.NonMated.Fpir);
        Assert.Equal(new SearchFigures(Exact: 7, Certified: 0, Graph: 0, Complete: 7, Generation: 2, Templates: 90), figures.Searches);
    }
}

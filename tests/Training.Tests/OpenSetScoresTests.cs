using CsCheck;
using HyperFace.Training.Judging;

namespace HyperFace.Training.Tests;

public sealed class OpenSetScoresTests
{
    private static readonly OpenSetScores Scores = new(Mates: [0.9f, 0.6f, 0.5f, 0.2f], Others: [0.3f, 0.7f, 0.5f, 0.1f], NonMated: [0.4f, 0.1f, 0.3f, 0.2f, 0.8f]);

    [Fact]
    public void A_mate_must_be_nearer_than_everybody_else() => Assert.Equal(0.5, Scores.RankOne);

    [Fact]
    public void A_mate_must_reach_the_threshold_too() => Assert.Equal(0.75, Scores.Fnir(0.3f));

    [Fact]
    public void A_similarity_at_the_threshold_reaches_it()
    {
        Assert.Equal(0.4, Scores.Fpir(0.4f));
        Assert.Equal(0.5, Scores.Fnir(0.2f));
    }

    [Fact]
    public void No_more_than_the_share_asked_for_reaches_a_threshold_and_a_lower_one_would_not_do() =>
        Gen.Select(Gen.Float[-1, 1].Array[5, 60], Gen.Double[0, 0.99]).Sample((nonMated, fpir) =>
        {
            float threshold = OpenSetScores.ThresholdAt(nonMated, fpir);

            Assert.True(nonMated.Count(similarity => similarity >= threshold) <= fpir * nonMated.Length);
            Assert.True(nonMated.Count(similarity => similarity >= MathF.BitDecrement(threshold)) > fpir * nonMated.Length);
        });

    [Fact]
    public void A_search_finds_the_mate_and_the_nearest_other()
    {
        float[][] gallery = [[1, 0, 0], [0, 1, 0], [0.6f, 0.8f, 0]];
        float[][] probes = [[0.8f, 0.6f, 0], [0, 0, 1]];

        (float[] mates, float[] others) = GallerySearch.Mated(gallery, probes, [0, 1]);

        Assert.Equal([0.8f, 0f], mates);
        Assert.Equal([0.96f, 0f], others, (expected, actual) => Math.Abs(expected - actual) < 1e-6f);
        Assert.Equal([0.96f, 0f], GallerySearch.NonMated(gallery, probes), (expected, actual) => Math.Abs(expected - actual) < 1e-6f);
    }

    [Fact]
    public void A_cosine_counts_every_value() => Gen.Float[-1, 1].Array[1, 70].Sample(values =>
        Assert.Equal(values.Sum(value => (double)value * value), GallerySearch.Cosine(values, values), 3));
}

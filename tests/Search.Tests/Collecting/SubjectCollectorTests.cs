using CsCheck;
using HyperFace.Search.Collecting;

namespace HyperFace.Search.Tests.Collecting;

public sealed class SubjectCollectorTests
{
    private const float NoThreshold = float.NegativeInfinity;

    [Fact]
    public void Whatever_is_offered_in_whatever_order_the_best_subjects_stay() =>
        Gen.Select(
            Gen.Select(Gen.Int[-20, 20], Gen.UInt[0, 12], Gen.ULong[0, 200], (similarity, subject, template) => (Similarity: similarity / 20f, Subject: subject, Template: template)).Array[0, 120],
            Gen.Int[1, 8],
            Gen.Int[-21, 20])
        .Sample((offers, capacity, threshold) =>
        {
            var collector = new SubjectCollector();
            collector.Reset(capacity, threshold / 20f);
            foreach ((float similarity, uint subject, ulong template) in offers)
            {
                collector.Offer(similarity, subject, template);
            }

            Candidate[] expected =
            [
                .. offers.Where(offer => offer.Similarity >= threshold / 20f)
                    .GroupBy(offer => offer.Subject, (_, own) => own.OrderByDescending(offer => offer.Similarity).ThenBy(offer => offer.Template).First())
                    .OrderByDescending(offer => offer.Similarity).ThenBy(offer => offer.Template).ThenBy(offer => offer.Subject)
                    .Take(capacity)
                    .Select(offer => new Candidate(new SubjectKey(offer.Subject), new TemplateId(offer.Template), offer.Similarity)),
            ];

            // A template belongs to one subject in an index; here chance may share one, and then either subject may come first.
            Assert.Equal(expected.Select(c => (c.Similarity, c.Template)), Kept(collector).Select(c => (c.Similarity, c.Template)));
        });

    [Fact]
    public void A_subjects_templates_count_once_with_the_best()
    {
        Candidate[] kept = Collect(2, NoThreshold, (0.2f, 7, 1), (0.9f, 7, 2), (0.5f, 7, 3), (0.4f, 8, 4));
        Assert.Equal([Candidate(7, 2, 0.9f), Candidate(8, 4, 0.4f)], kept);
    }

    [Fact]
    public void Equal_similarities_are_ordered_by_template_not_by_visit()
    {
        Assert.Equal([Candidate(3, 1, 0.5f), Candidate(2, 2, 0.5f)], Collect(2, NoThreshold, (0.5f, 1, 3), (0.5f, 2, 2), (0.5f, 3, 1)));
        Assert.Equal([Candidate(3, 1, 0.5f), Candidate(2, 2, 0.5f)], Collect(2, NoThreshold, (0.5f, 3, 1), (0.5f, 2, 2), (0.5f, 1, 3)));
    }

    [Fact]
    public void A_similarity_on_the_threshold_is_kept() =>
        Assert.Equal([Candidate(1, 1, 0.5f)], Collect(5, 0.5f, (0.5f, 1, 1), (float.BitDecrement(0.5f), 2, 2)));

    [Fact]
    public void A_cosine_that_rounding_carried_past_one_counts_as_one()
    {
        float beyond = float.BitIncrement(1);
        Assert.Equal([Candidate(1, 1, 1), Candidate(2, 2, 1)], Collect(2, 1, (beyond, 2, 2), (1, 1, 1)));
    }

    [Fact]
    public void A_threshold_of_minus_one_lets_everybody_through()
    {
        float beyond = float.BitDecrement(-1);
        Assert.Equal([Candidate(1, 1, -1)], Collect(1, -1, (beyond, 2, 2), (beyond, 1, 1)));
    }

    [Fact]
    public void What_is_not_a_number_is_never_kept() =>
        Assert.Empty(Collect(3, NoThreshold, (float.NaN, 1, 1)));

    [Fact]
    public void A_collector_forgets_the_search_before()
    {
        var collector = new SubjectCollector();
        collector.Reset(1, 0.5f);
        collector.Offer(0.9f, 1, 1);
        collector.Reset(2, NoThreshold);
        collector.Offer(0.1f, 2, 2);
        Assert.Equal([Candidate(2, 2, 0.1f)], Kept(collector));
    }

    [Fact]
    public void The_most_candidates_allowed_can_be_kept()
    {
        (float, uint, ulong)[] offers = [.. Enumerable.Range(0, 1500).Select(i => (i / 1500f, (uint)i, (ulong)i))];
        Candidate[] kept = Collect(SearchRequest.MaxCandidatesLimit, NoThreshold, offers);
        Assert.Equal(Enumerable.Range(500, 1000).Reverse().Select(i => (uint)i), kept.Select(candidate => candidate.Subject.Value));
    }

    private static Candidate Candidate(uint subject, ulong template, float similarity) =>
        new(new SubjectKey(subject), new TemplateId(template), similarity);

    private static Candidate[] Collect(int capacity, float threshold, params (float Similarity, uint Subject, ulong Template)[] offers)
    {
        var collector = new SubjectCollector();
        collector.Reset(capacity, threshold);
        foreach ((float similarity, uint subject, ulong template) in offers)
        {
            collector.Offer(similarity, subject, template);
        }

        return Kept(collector);
    }

    private static Candidate[] Kept(SubjectCollector collector)
    {
        var kept = new Candidate[collector.Count];
        collector.CopyTo(kept);
        return kept;
    }
}

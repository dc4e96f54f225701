using HyperFace.Host.Demo.Probing;
using HyperFace.Host.Demo.Sheet;

namespace HyperFace.Host.Tests.Demo;

public sealed class RowChoiceTests
{
    private static readonly ProbeResult[] Hits = [.. Enumerable.Range(0, 20).Select(i => MadeUpResult.Of("a", ("a", 0.5f + (0.02f * i)), ("b", 0.3f)))];
    private static readonly ProbeResult[] Refusals = [.. Enumerable.Range(0, 20).Select(i => MadeUpResult.Of(null, ("b", 0.02f * i)))];

    [Fact]
    public void A_good_demo_shows_clear_and_hard_matches_and_refusals()
    {
        IReadOnlyList<SheetSection> sections = RowChoice.Choose([.. Hits, .. Refusals]);

        Assert.Equal(["Clear matches", "Hardest matches", "Not enrolled, and refused"], sections.Select(section => section.Title));
        Assert.Equal([Hits[19], Hits[18]], sections[0].Rows);
        Assert.Equal([Hits[0], Hits[1], Hits[2]], sections[1].Rows);
        Assert.Equal([Refusals[19], Refusals[18]], sections[2].Rows.Take(2));
        Assert.Equal(3, sections[2].Rows.Distinct().Count());
    }

    [Fact]
    public void Whatever_goes_wrong_is_shown_the_gravest_first()
    {
        ProbeResult miss = MadeUpResult.Of("a", ("a", 0.4f));
        ProbeResult wrong = MadeUpResult.Of("a", ("b", 0.6f));
        ProbeResult falsePositive = MadeUpResult.Of(null, ("b", 0.6f));

        IReadOnlyList<SheetSection> sections = RowChoice.Choose([miss, wrong, falsePositive, .. Hits, .. Refusals]);

        Assert.Equal([wrong, miss], sections.Single(section => section.Title == "Missed").Rows);
        Assert.Equal([falsePositive], sections.Single(section => section.Title == "False positives").Rows);
    }

    [Fact]
    public void A_section_says_how_many_it_stands_for() => Assert.Contains("3 of 20", RowChoice.Choose([.. Hits, .. Refusals])[1].Selection, StringComparison.Ordinal);

    [Fact]
    public void No_result_is_shown_twice_however_few_there_are()
    {
        for (int count = 1; count <= 6; count++)
        {
            ProbeResult[] rows = [.. RowChoice.Choose([.. Hits.Take(count), .. Refusals.Take(count)]).SelectMany(section => section.Rows)];
            Assert.Equal(rows.Length, rows.Distinct(ReferenceEqualityComparer.Instance).Count());
        }
    }

    [Fact]
    public void Without_a_threshold_the_sheet_says_that_nothing_was_decided()
    {
        SheetSection section = Assert.Single(RowChoice.Choose([MadeUpResult.Of("a", threshold: null, ("a", 0.9f))]));

        Assert.Equal("Undecided", section.Title);
    }
}

using HyperFace.Indexer.Tests.Support;
using HyperFace.Search;

namespace HyperFace.Indexer.Tests.Identifying;

/// <summary>Everybody at or above the threshold, and searches that end before their time.</summary>
public sealed class EverybodyTests
{
    private const int People = 1200;

    [Fact]
    public async Task Everybody_comes_however_many_they_are()
    {
        await using var fixture = new GalleryFixture(threshold: 0.5f);
        await Task.WhenAll(Enumerable.Range(0, People).Select(i => fixture.EnrolAsync($"s{i}", Seeded.Near(1, i % 2 == 0 ? 0.6 + (i / 10_000.0) : 0.3))));
        await fixture.EnrolAsync("s0", Seeded.Near(1, 0.99));
        foreach (SearchMode mode in new[] { SearchMode.Auto, SearchMode.Certified, SearchMode.Exact })
        {
            Identification found = fixture.Gallery.IdentifyEmbedding(Seeded.Unit(1), new IdentificationRequest { All = true, Mode = mode, MaxCandidates = 3 });
            Assert.Equal((Decision.Match, true, SearchStop.None, People / 2), (found.Decision, found.Complete, found.StoppedBy, found.Candidates.Count));
            Assert.Equal(Enumerable.Range(1, People / 2), found.Candidates.Select(candidate => candidate.Rank));
            Assert.Equal(["s0", $"s{People - 2}"], found.Candidates.Take(2).Select(candidate => candidate.SubjectId));
        }

        Identification others = fixture.Gallery.IdentifySubject("s0", new IdentificationRequest { All = true, Threshold = 0.97f });
        Assert.DoesNotContain(others.Candidates, candidate => candidate.SubjectId == "s0");
        Assert.Equal((People / 2) - 1, others.Candidates.Count);
        Identification nobody = fixture.Gallery.IdentifyEmbedding(Seeded.Unit(2), new IdentificationRequest { All = true, Threshold = 0.99f });
        Assert.Equal((Decision.NoMatch, 0), (nobody.Decision, nobody.Candidates.Count));
    }

    [Fact]
    public async Task Everybody_needs_a_threshold()
    {
        await using var fixture = new GalleryFixture(threshold: null);
        await fixture.EnrolAsync("alice", 1);
        InvalidRequestException refused = Assert.Throws<InvalidRequestException>(() => fixture.Gallery.IdentifyEmbedding(Seeded.Unit(1), new IdentificationRequest { All = true }));
        Assert.Contains("no threshold is known", refused.Message, StringComparison.Ordinal);
        Assert.Single(fixture.Gallery.IdentifyEmbedding(Seeded.Unit(1), new IdentificationRequest { All = true, Threshold = 0.5f }).Candidates);
    }

    [Theory]
    [InlineData(SearchMode.Auto, false)]
    [InlineData(SearchMode.Exact, false)]
    [InlineData(SearchMode.Graph, false)]
    [InlineData(SearchMode.Auto, true)]
    public async Task A_search_that_ran_out_of_time_is_inconclusive(SearchMode mode, bool all)
    {
        // Each look at the clock costs a second.
        using var folder = new TemporaryFolder();
        await using var store = new GalleryStore(folder["data"], new StepClock(TimeSpan.FromSeconds(1)));
        Gallery gallery = store.Create(GalleryFixture.Definition("timed"));
        await gallery.EnrolAsync(new TemplateEnrolment { SubjectId = "alice", Vector = Seeded.Unit(1) });
        var request = new IdentificationRequest { Mode = mode, All = all };

        Identification late = gallery.IdentifyEmbedding(Seeded.Unit(1), request with { TimeLimit = TimeSpan.FromSeconds(1) });
        Assert.Equal((Decision.Inconclusive, false, SearchStop.TimeLimit, 0), (late.Decision, late.Complete, late.StoppedBy, late.Candidates.Count));

        Identification inTime = gallery.IdentifyEmbedding(Seeded.Unit(1), request with { TimeLimit = TimeSpan.FromDays(1) });
        Assert.Equal((Decision.Match, SearchStop.None), (inTime.Decision, inTime.StoppedBy));

        await gallery.EnrolAsync(new TemplateEnrolment { SubjectId = "alice", Vector = Seeded.Unit(2) });
        Identification other = gallery.IdentifySubject("alice", request with { TimeLimit = TimeSpan.FromSeconds(1) });
        Assert.Equal((Decision.Inconclusive, SearchStop.TimeLimit), (other.Decision, other.StoppedBy));
    }
}

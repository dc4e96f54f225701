using HyperFace.Embedding;
using HyperFace.Indexer.Identifying;
using HyperFace.Indexer.Tests.Support;
using HyperFace.Search;

namespace HyperFace.Indexer.Tests.Identifying;

public sealed class IdentificationTests : IAsyncLifetime
{
    private readonly GalleryFixture _fixture = new(threshold: 0.6f);

    private Gallery Gallery => _fixture.Gallery;

    public async ValueTask InitializeAsync()
    {
        await _fixture.EnrolAsync("alice", Seeded.Near(1, 0.9), new Dictionary<string, string> { ["team"] = "red", ["city"] = "Oslo" });
        await _fixture.EnrolAsync("alice", Seeded.Near(1, 0.5));
        await _fixture.EnrolAsync("bob", Seeded.Near(1, 0.7), new Dictionary<string, string> { ["team"] = "red" });
        await _fixture.EnrolAsync("carol", Seeded.Near(1, 0.3), new Dictionary<string, string> { ["team"] = "blue" });
        await _fixture.EnrolAsync("dave", Seeded.Near(1, -0.5));
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public void Candidates_are_subjects_best_first_with_their_best_template()
    {
        Identification found = Identify();

        Assert.Equal(Decision.Match, found.Decision);
        Assert.Equal([(1, "alice", 1UL), (2, "bob", 3UL)], found.Candidates.Select(c => (c.Rank, c.SubjectId, c.TemplateId)));
        Assert.Equal(0.9f, found.Candidates[0].Similarity, 1e-5f);
        Assert.Equal(0.7f, found.Candidates[1].Similarity, 1e-5f);
        Assert.Equal("Oslo", found.Candidates[0].Metadata["city"]);
    }

    [Fact]
    public void An_answer_says_how_it_was_found()
    {
        Identification found = Identify();

        Assert.Equal((0.6f, SearchMode.Exact, true, 1UL, 5), (found.Threshold!.Value, found.Mode, found.Complete, found.Generation, found.Searched));
        Assert.Equal(GalleryFixture.Fingerprint, found.Fingerprint);
    }

    [Fact]
    public void Nobody_at_the_threshold_is_no_match()
    {
        Identification found = Identify(new IdentificationRequest { Threshold = 0.95f });

        Assert.Equal(Decision.NoMatch, found.Decision);
        Assert.Empty(found.Candidates);
    }

    [Fact]
    public void Below_the_threshold_candidates_are_shown_when_asked_for_and_change_no_decision()
    {
        Identification found = Identify(new IdentificationRequest { Threshold = 0.95f, IncludeBelowThreshold = true });

        Assert.Equal(Decision.NoMatch, found.Decision);
        Assert.Equal(["alice", "bob", "carol", "dave"], found.Candidates.Select(c => c.SubjectId));
        Assert.Equal(Decision.Match, Identify(new IdentificationRequest { IncludeBelowThreshold = true }).Decision);
    }

    [Fact]
    public void A_threshold_is_reached_by_the_similarity_that_equals_it()
    {
        float similarity = Identify().Candidates[0].Similarity;

        Assert.Equal(Decision.Match, Identify(new IdentificationRequest { Threshold = similarity }).Decision);
        Assert.Equal(Decision.NoMatch, Identify(new IdentificationRequest { Threshold = MathF.BitIncrement(similarity) }).Decision);
    }

    [Fact]
    public async Task Without_any_threshold_the_answer_is_inconclusive_and_shows_the_best()
    {
        await using var fixture = new GalleryFixture(threshold: null);
        await fixture.EnrolAsync("alice", 1);

        Identification found = fixture.Gallery.IdentifyEmbedding(Seeded.Unit(1));

        Assert.Equal((Decision.Inconclusive, null), (found.Decision, found.Threshold));
        Assert.Equal("alice", Assert.Single(found.Candidates).SubjectId);
        Assert.Equal(Decision.Match, fixture.Gallery.IdentifyEmbedding(Seeded.Unit(1), new IdentificationRequest { Threshold = 0.9f }).Decision);
    }

    [Fact]
    public async Task An_empty_gallery_has_nobody()
    {
        await using var fixture = new GalleryFixture();

        Identification found = fixture.Gallery.IdentifyEmbedding(Seeded.Unit(1));

        Assert.Equal((Decision.NoMatch, 0, 0), (found.Decision, found.Candidates.Count, found.Searched));
    }

    [Theory]
    [InlineData(0.7f, 0.6f, true, Decision.Match)]
    [InlineData(0.7f, 0.6f, false, Decision.Match)]
    [InlineData(0.5f, 0.6f, true, Decision.NoMatch)]
    [InlineData(0.5f, 0.6f, false, Decision.Inconclusive)]
    [InlineData(float.NegativeInfinity, -1f, true, Decision.NoMatch)]
    [InlineData(float.NegativeInfinity, -1f, false, Decision.Inconclusive)]
    [InlineData(0.7f, null, true, Decision.Inconclusive)]
    [InlineData(0.7f, null, false, Decision.Inconclusive)]
    public void The_decision_follows_from_similarity_threshold_and_completeness(float best, float? threshold, bool complete, Decision decision) =>
        Assert.Equal(decision, Identifier.Decide(best, threshold, complete));

    [Fact]
    public async Task An_incomplete_answer_below_the_threshold_is_inconclusive()
    {
        await Gallery.RebuildAsync(new RebuildRequest { Threads = 1 });

        Identification graph = Identify(new IdentificationRequest { Threshold = 0.95f, Mode = SearchMode.Graph });
        Assert.Equal((Decision.Inconclusive, SearchMode.Graph, false), (graph.Decision, graph.Mode, graph.Complete));

        Identification match = Identify(new IdentificationRequest { Mode = SearchMode.Graph });
        Assert.Equal((Decision.Match, SearchMode.Graph, false), (match.Decision, match.Mode, match.Complete));

        Identification auto = Identify(new IdentificationRequest { Threshold = 0.95f });
        Assert.Equal((Decision.NoMatch, true), (auto.Decision, auto.Complete));
    }

    [Fact]
    public void Only_the_subjects_named_are_searched()
    {
        Identification found = Identify(new IdentificationRequest { SubjectIds = ["bob", "carol", "nobody"], IncludeBelowThreshold = true });

        Assert.Equal(["bob", "carol"], found.Candidates.Select(c => c.SubjectId));
        Assert.Equal((Decision.NoMatch, 0), (Identify(new IdentificationRequest { SubjectIds = ["nobody"] }).Decision, Identify(new IdentificationRequest { SubjectIds = ["nobody"] }).Candidates.Count));
        Assert.Empty(Identify(new IdentificationRequest { SubjectIds = [] }).Candidates);
    }

    [Fact]
    public void Only_subjects_with_all_the_metadata_are_searched()
    {
        Assert.Equal(["alice", "bob"], Filtered(("team", "red")));
        Assert.Equal(["alice"], Filtered(("team", "red"), ("city", "Oslo")));
        Assert.Equal(["carol"], Filtered(("team", "blue")));
        Assert.Empty(Filtered(("team", "Red")));
        Assert.Empty(Filtered(("Team", "red")));
        Assert.Empty(Filtered(("", "red")));

        string[] Filtered(params (string Name, string Value)[] metadata) =>
            [.. Identify(new IdentificationRequest { Metadata = metadata.ToDictionary(m => m.Name, m => m.Value), IncludeBelowThreshold = true }).Candidates.Select(c => c.SubjectId)];
    }

    [Fact]
    public void Both_filters_together_must_hold() =>
        Assert.Equal(["bob"], Identify(new IdentificationRequest { SubjectIds = ["bob", "carol"], Metadata = new Dictionary<string, string> { ["team"] = "red" } }).Candidates.Select(c => c.SubjectId));

    [Fact]
    public async Task Filters_follow_changes_at_once()
    {
        await Gallery.UpdateSubjectAsync("carol", new Dictionary<string, string> { ["team"] = "red" });
        await Gallery.RemoveSubjectAsync("bob");

        for (int i = 0; i < 2; i++)
        {
            Identification found = Identify(new IdentificationRequest { Metadata = new Dictionary<string, string> { ["team"] = "red" }, IncludeBelowThreshold = true });
            Assert.Equal(["alice", "carol"], found.Candidates.Select(c => c.SubjectId));
            await _fixture.ReopenAsync();
        }
    }

    [Fact]
    public void A_stored_subject_is_searched_with_all_its_templates_and_leaves_itself_out()
    {
        Identification found = Gallery.IdentifySubject("alice", new IdentificationRequest { IncludeBelowThreshold = true, MaxCandidates = 2 });

        Assert.DoesNotContain(found.Candidates, c => c.SubjectId == "alice");
        Assert.Equal(2, found.Candidates.Count);
        Assert.Equal([1, 2], found.Candidates.Select(c => c.Rank));
        Assert.Equal("carol", found.Candidates[0].SubjectId);
        float best = new[] { 0.9, 0.5 }.Max(cosine => CosineSimilarity.Of(Seeded.Near(1, cosine), Seeded.Near(1, 0.3)));
        Assert.Equal(best, found.Candidates[0].Similarity, 1e-5f);
    }

    [Fact]
    public async Task A_stored_subject_that_resembles_nobody_is_no_match_although_it_finds_itself()
    {
        await _fixture.EnrolAsync("eve", 99);
        Assert.Equal(Decision.NoMatch, Gallery.IdentifySubject("eve").Decision);
    }

    [Fact]
    public void What_cannot_be_asked_is_refused_by_name()
    {
        foreach ((IdentificationRequest request, string named) in new[]
        {
            (new IdentificationRequest { MaxCandidates = 0 }, "maxCandidates"),
            (new IdentificationRequest { MaxCandidates = 1001 }, "maxCandidates"),
            (new IdentificationRequest { Threshold = 1.5f }, "threshold"),
            (new IdentificationRequest { Threshold = float.NaN }, "threshold"),
            (new IdentificationRequest { Mode = (SearchMode)9 }, "mode"),
            (new IdentificationRequest { All = true, Mode = SearchMode.Graph }, "graph"),
            (new IdentificationRequest { All = true, IncludeBelowThreshold = true }, "one of the two"),
            (new IdentificationRequest { TimeLimit = TimeSpan.Zero }, "time limit"),
            (new IdentificationRequest { TimeLimit = TimeSpan.FromTicks(-1) }, "time limit"),
            (new IdentificationRequest { SubjectIds = [null!] }, "subjectIds"),
            (new IdentificationRequest { Metadata = new Dictionary<string, string> { ["x"] = null! } }, "metadata"),
        })
        {
            Assert.Contains(named, Assert.Throws<InvalidRequestException>(() => Identify(request)).Message, StringComparison.Ordinal);
        }

        Assert.Throws<SubjectNotFoundException>(() => Gallery.IdentifySubject("nobody"));
    }

    [Fact]
    public void A_probe_that_is_none_is_refused()
    {
        float[] nan = Seeded.Unit(1);
        nan[5] = float.NaN;
        foreach ((float[] probe, RejectionReason reason) in new[]
        {
            (new float[GalleryFixture.Dimension], RejectionReason.ZeroVector),
            (nan, RejectionReason.NotFinite),
            (Seeded.Unit(1, 5), RejectionReason.WrongDimension),
        })
        {
            Assert.Equal(reason, Assert.Throws<EnrolmentRejectedException>(() => Gallery.IdentifyEmbedding(probe)).Reason);
            Assert.Equal(reason, Assert.Throws<EnrolmentRejectedException>(() => Gallery.VerifyEmbedding("alice", probe)).Reason);
        }
    }

    [Fact]
    public void Verification_takes_the_best_of_the_subjects_templates()
    {
        Verification alice = Gallery.VerifyEmbedding("alice", Seeded.Unit(1));
        Assert.Equal((Decision.Match, 0.6f), (alice.Decision, alice.Threshold!.Value));
        Assert.Equal(0.9f, alice.Similarity, 1e-5f);
        Assert.Equal(Decision.NoMatch, Gallery.VerifyEmbedding("carol", Seeded.Unit(1)).Decision);
        Assert.Equal(Decision.Match, Gallery.VerifyEmbedding("carol", Seeded.Unit(1), threshold: 0.2f).Decision);
        Assert.Equal(-0.5f, Gallery.VerifyEmbedding("dave", Seeded.Unit(1)).Similarity, 1e-5f);
    }

    [Fact]
    public async Task Verification_without_a_threshold_is_inconclusive()
    {
        await using var fixture = new GalleryFixture(threshold: null);
        await fixture.EnrolAsync("alice", 1);

        Verification verification = fixture.Gallery.VerifyEmbedding("alice", Seeded.Unit(1));

        Assert.Equal((Decision.Inconclusive, null), (verification.Decision, verification.Threshold));
        Assert.Equal(1f, verification.Similarity, 1e-5f);
    }

    [Fact]
    public void Verification_refuses_what_it_cannot_compare()
    {
        Assert.Throws<SubjectNotFoundException>(() => Gallery.VerifyEmbedding("nobody", Seeded.Unit(1)));
        Assert.Throws<InvalidRequestException>(() => Gallery.VerifyEmbedding("alice", Seeded.Unit(1), threshold: 2));
        Assert.Equal(Decision.Match, Gallery.Verify("alice", new FaceTemplate(Seeded.Unit(1), 1, GalleryFixture.Fingerprint)).Decision);
    }

    private Identification Identify(IdentificationRequest? request = null) => Gallery.IdentifyEmbedding(Seeded.Unit(1), request);

    [Fact]
    public async Task A_larger_gallery_is_swept_and_the_answer_says_how_sure_it_is()
    {
        const int dimension = 64;
        const int people = 1500;
        Gallery gallery = _fixture.Store.Create(GalleryFixture.Definition("swept", 0.6f) with { Dimension = dimension });
        await Task.WhenAll(Enumerable.Range(0, people).Select(i => gallery.EnrolAsync(new TemplateEnrolment { SubjectId = $"s{i}", Vector = Seeded.Unit(i, dimension) })));
        await gallery.RemoveSubjectAsync("s7");
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < people; i += 50)
            {
                Identification found = gallery.IdentifyEmbedding(Seeded.Near(i, 0.8, dimension));
                Assert.Equal((Decision.Match, $"s{i}"), (found.Decision, found.Candidates[0].SubjectId));
                Assert.Equal((SearchMode.Certified, true, 1e-6), (found.Mode, found.Complete, found.MissProbability));
            }

            Identification nobody = gallery.IdentifyEmbedding(Seeded.Unit(7, dimension));
            Assert.Equal((Decision.NoMatch, SearchMode.Certified, true), (nobody.Decision, nobody.Mode, nobody.Complete));
            Identification listed = gallery.IdentifyEmbedding(Seeded.Unit(7, dimension), new IdentificationRequest { IncludeBelowThreshold = true, MaxCandidates = 5 });
            Identification exact = gallery.IdentifyEmbedding(Seeded.Unit(7, dimension), new IdentificationRequest { IncludeBelowThreshold = true, MaxCandidates = 5, Mode = SearchMode.Exact });
            Assert.Equal(exact.Candidates.Select(candidate => candidate.SubjectId), listed.Candidates.Select(candidate => candidate.SubjectId));
            Assert.Equal((Decision.NoMatch, 0.0), (exact.Decision, exact.MissProbability));
            await gallery.RebuildAsync(new RebuildRequest { Threads = 1 });
        }
    }
}

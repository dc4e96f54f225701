using HyperFace.Embedding;
using HyperFace.Indexer.Tests.Support;
using HyperFace.Search;

namespace HyperFace.Indexer.Tests.Identifying;

public sealed class ExplanationTests : IAsyncLifetime
{
    private readonly GalleryFixture _fixture = new(threshold: 0.6f);

    private Gallery Gallery => _fixture.Gallery;

    public async ValueTask InitializeAsync()
    {
        await _fixture.EnrolAsync("alice", Seeded.Near(1, 0.9), new Dictionary<string, string> { ["team"] = "red" });
        await _fixture.EnrolAsync("alice", Seeded.Near(1, 0.5));
        await _fixture.EnrolAsync("bob", Seeded.Near(1, 0.7));
        await _fixture.EnrolAsync("carol", Seeded.Near(1, 0.3));
        await _fixture.EnrolAsync("dave", Seeded.Near(1, -0.5));
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public void It_answers_as_the_identification_does_and_explains_both_sides_of_the_threshold()
    {
        IdentificationExplanation told = Explain();

        Identification answer = Gallery.IdentifyEmbedding(Seeded.Unit(1));
        Assert.Equal(answer.Candidates.Select(c => (c.SubjectId, c.Similarity)), told.Identification.Candidates.Select(c => (c.SubjectId, c.Similarity)));
        Assert.Equal((answer.Decision, 5, 0.6f), (told.Identification.Decision, told.Pending, told.Cut));
        ExplainedMode mode = Assert.Single(told.Modes);
        Assert.Equal((SearchMode.Exact, ModeReason.FewTemplates), (mode.Mode, mode.Reason));
        Assert.Equal((SearchStage.ExactScan, 5, 3), (mode.Stages[0].Stage, mode.Stages[0].Read, mode.Stages[0].Passed + 1));
        Assert.Equal([("alice", SubjectStanding.Candidate, 1), ("carol", SubjectStanding.BelowCut, null)], told.Subjects.Select(s => (s.SubjectId, s.Standing, s.Rank)));
        ExplainedSubject alice = told.Subjects[0];
        Assert.Equal([0.9f, 0.5f], alice.Templates.Select(t => MathF.Round(t.Reading.Similarity, 4)));
        Assert.Equal(new SearchStage?[] { null, SearchStage.Vectors }, alice.Templates.Select(t => t.LeftOutAt));
    }

    [Fact]
    public async Task Each_way_of_searching_is_told()
    {
        await Gallery.RebuildAsync(new RebuildRequest { Threads = 1 });

        IdentificationExplanation graph = Explain(new IdentificationRequest { Mode = SearchMode.Graph });
        Assert.Equal([SearchStage.GraphDescent, SearchStage.GraphWalk, SearchStage.Vectors, SearchStage.PendingScan], Assert.Single(graph.Modes).Stages.Select(stage => stage.Stage));
        Assert.Equal((0, false), (graph.Pending, graph.Identification.Complete));
        Assert.All(graph.Subjects.SelectMany(subject => subject.Templates), template => Assert.True(template.Reading.IsLinked));
    }

    [Theory]
    [InlineData("alice", SubjectStanding.Candidate)]
    [InlineData("bob", SubjectStanding.BelowCut)]
    [InlineData("dave", SubjectStanding.BelowCut)]
    public void The_subject_asked_for_is_explained(string subjectId, SubjectStanding standing)
    {
        ExplainedSubject told = Assert.Single(Explain(new IdentificationRequest { MaxCandidates = 1 }, subjectId).Subjects);
        Assert.Equal((subjectId, standing), (told.SubjectId, told.Standing));
    }

    [Fact]
    public void Who_is_kept_out_is_told_so()
    {
        var request = new IdentificationRequest { Metadata = new Dictionary<string, string> { ["team"] = "red" } };
        Assert.Equal(SubjectStanding.KeptOut, Assert.Single(Explain(request, "bob").Subjects).Standing);
        Assert.Equal(SubjectStanding.Candidate, Assert.Single(Explain(request, "alice").Subjects).Standing);
    }

    [Fact]
    public void Where_nobody_is_enough_the_best_is_explained()
    {
        IdentificationExplanation told = Explain(new IdentificationRequest { Threshold = 0.95f });
        Assert.Equal(Decision.NoMatch, told.Identification.Decision);
        Assert.Equal([("alice", SubjectStanding.BelowCut)], told.Subjects.Select(s => (s.SubjectId, s.Standing)));
        Assert.Empty(Gallery.ExplainEmbedding(Seeded.Unit(1), new IdentificationRequest { SubjectIds = [] }).Subjects);
    }

    [Fact]
    public async Task Without_a_threshold_the_worst_candidate_is_the_cut()
    {
        await using var fixture = new GalleryFixture(threshold: null);
        await fixture.EnrolAsync("alice", Seeded.Near(1, 0.9));
        Assert.Null(fixture.Gallery.ExplainEmbedding(Seeded.Unit(1)).Cut);
        IdentificationExplanation told = fixture.Gallery.ExplainEmbedding(Seeded.Unit(1), new IdentificationRequest { MaxCandidates = 1 });
        Assert.Equal(told.Identification.Candidates[0].Similarity, told.Cut);
        Assert.Equal("alice", Assert.Single(told.Subjects).SubjectId);
    }

    [Fact]
    public void What_cannot_be_explained_is_refused()
    {
        Assert.Throws<SubjectNotFoundException>(() => Explain(null, "nobody"));
        Assert.Throws<InvalidRequestException>(() => Explain(new IdentificationRequest { MaxCandidates = 0 }));
        Assert.Throws<EnrolmentRejectedException>(() => Gallery.ExplainEmbedding(new float[GalleryFixture.Dimension]));
        Assert.Throws<ModelMismatchException>(() => Gallery.Explain(new FaceTemplate(Seeded.Unit(1), 1, ModelFingerprint.Named("other"))));
        Assert.Equal(Decision.Match, Gallery.Explain(new FaceTemplate(Seeded.Unit(1), 1, GalleryFixture.Fingerprint)).Identification.Decision);
    }

    private IdentificationExplanation Explain(IdentificationRequest? request = null, string? subjectId = null) => Gallery.ExplainEmbedding(Seeded.Unit(1), request, subjectId);
}

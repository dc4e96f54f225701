using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests;

public sealed class FaceIndexSearchAllTests
{
    private const int Dimension = 64;

    [Theory]
    [InlineData(SearchMode.Auto, 0, 0)]
    [InlineData(SearchMode.Auto, 100_000, 0)]
    [InlineData(SearchMode.Exact, 0, 0)]
    [InlineData(SearchMode.Certified, 0, 0)]
    [InlineData(SearchMode.Certified, 0, 2)]
    public void Everybody_at_or_above_the_threshold_comes_once_and_in_order(SearchMode mode, int exactLimit, int threads)
    {
        const int templates = 40_000;
        const int families = 8;
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = Dimension, ExactLimit = exactLimit, SweepLimit = 0 });
        var expected = new BruteForce();
        for (int i = 0; i < templates; i++)
        {
            // Families of look-alikes, far more than candidates may be asked for; three templates a subject.
            float[] vector = i % 10 == 0 ? SeededVectors.Beside(SeededVectors.Gaussian(-1 - (i / 10 % families), Dimension), 0.5, i) : SeededVectors.Gaussian(i, Dimension);
            index.Add((ulong)i, (uint)(i / 30), vector);
            expected.Add((ulong)i, (uint)(i / 30), vector);
        }

        for (int i = 0; i < templates; i += 11)
        {
            index.Remove(new TemplateId((ulong)i));
            expected.Remove((ulong)i);
        }

        List<Candidate> found = [new Candidate(default, default, 7)];
        foreach (float threshold in new[] { 0.99f, 0.6f, 0.3f, 0, -1 })
        {
            float[] probe = SeededVectors.Gaussian(-1, Dimension);
            SearchAnswer answer = index.SearchAll(probe, threshold, new SearchRequest { Mode = mode, Threads = threads, MaxCandidates = 1, Threshold = 1 }, found);
            expected.RequireEverybody(probe, threshold, _ => true, found);
            Assert.Equal((found.Count, true, SearchStop.None), (answer.Count, answer.Complete, answer.StoppedBy));
            Assert.Equal(mode == SearchMode.Auto && exactLimit == 0 ? ModeReason.EverybodyAsked : exactLimit > 0 ? ModeReason.FewTemplates : ModeReason.Requested, answer.Reason);
            Assert.True(threshold > -1 || found.Count == (templates + 29) / 30);
        }

        Assert.True(found.Count > SearchRequest.MaxCandidatesLimit);
        var filtered = new SearchRequest { Mode = mode, Threads = threads, Filter = SubjectSet.Of(Enumerable.Range(0, 900).Select(i => new SubjectKey((uint)i))), Where = static subject => subject.Value % 2 == 0 };
        index.SearchAll(SeededVectors.Gaussian(-2, Dimension), 0.2f, filtered, found);
        expected.RequireEverybody(SeededVectors.Gaussian(-2, Dimension), 0.2f, subject => subject < 900 && subject % 2 == 0, found);
        Assert.NotEmpty(found);
    }

    [Fact]
    public void What_cannot_be_asked_is_refused()
    {
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = Dimension });
        float[] probe = SeededVectors.Gaussian(1, Dimension);
        index.Add(1, 1, probe);
        List<Candidate> found = [new Candidate(default, default, 7)];
        foreach (float threshold in new[] { float.NaN, 1.01f, -1.01f, float.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => index.SearchAll(probe, threshold, default, found));
        }

        ArgumentException graph = Assert.Throws<ArgumentException>(() => index.SearchAll(probe, 0, new SearchRequest { Mode = SearchMode.Graph }, found));
        Assert.Contains("Auto, Exact or Certified", graph.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => index.SearchAll(probe, 0, new SearchRequest { Mode = (SearchMode)9 }, found));
        Assert.Throws<ArgumentNullException>(() => index.SearchAll(probe, 0, default, null!));
        Assert.Throws<InvalidTemplateException>(() => index.SearchAll(probe.AsSpan(1), 0, default, found));
        Assert.Throws<InvalidTemplateException>(() => index.SearchAll(new float[Dimension], 0, default, found));
        Assert.Equal(7, Assert.Single(found).Similarity);
        index.Dispose();
        Assert.Throws<ObjectDisposedException>(() => index.SearchAll(probe, 0, default, found));
    }

    [Fact]
    public void An_empty_index_has_nobody()
    {
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = Dimension });
        List<Candidate> found = [];
        Assert.Equal(new SearchAnswer(0, SearchMode.Exact, true, 0, Reason: ModeReason.FewTemplates), index.SearchAll(SeededVectors.Gaussian(1, Dimension), -1, default, found));
        Assert.Empty(found);
    }

    [Fact]
    public void A_capped_search_after_it_is_capped()
    {
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = Dimension, ExactLimit = 0 });
        for (int i = 0; i < 3000; i++)
        {
            index.Add((ulong)i, (uint)i, SeededVectors.Gaussian(i, Dimension));
        }

        float[] probe = SeededVectors.Gaussian(5, Dimension);
        Candidate[] before = index.Find(probe, default);
        List<Candidate> found = [];
        Assert.Equal(3000, index.SearchAll(probe, -1, default, found).Count);
        Assert.Equal(before, index.Find(probe, default));
        Assert.Equal(before, found.Take(10));
    }
}

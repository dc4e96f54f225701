using HyperFace.Bench;
using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests;

public sealed class FaceIndexSearchTests
{
    private const int Dimension = 64;
    private const int Whole = 4096;

    [Theory]
    [InlineData(SearchMode.Auto)]
    [InlineData(SearchMode.Exact)]
    [InlineData(SearchMode.Graph)]
    public void An_empty_index_finds_nobody(SearchMode mode)
    {
        using FaceIndex index = Empty();
        Assert.Empty(index.Find(SeededVectors.Gaussian(1, Dimension), new SearchRequest { Mode = mode }, out SearchAnswer answer));
        Assert.True(answer.Complete);
        index.Link(1);
        Assert.Empty(index.Find(SeededVectors.Gaussian(1, Dimension), new SearchRequest { Mode = mode }));
        Assert.Equal(new IndexAudit(0, 0, 0, 0, 1, 1), index.Audit(10, seed: 1));
    }

    [Theory]
    [InlineData(SearchMode.Auto, true)]
    [InlineData(SearchMode.Exact, true)]
    [InlineData(SearchMode.Graph, true)]
    [InlineData(SearchMode.Graph, false)]
    public void Five_templates_of_a_subject_make_one_candidate_with_the_best(SearchMode mode, bool link)
    {
        using FaceIndex index = Empty();
        float[][] faces = [.. Enumerable.Range(0, 50).Select(subject => SeededVectors.Gaussian(subject, Dimension))];
        for (int i = 0; i < 250; i++)
        {
            index.Add((ulong)i, (uint)(i % 50), SeededVectors.Beside(faces[i % 50], 0.5, i));
        }

        if (link)
        {
            index.Link(2);
        }

        for (int i = 0; i < 250; i++)
        {
            Candidate[] found = index.Find(SeededVectors.Beside(faces[i % 50], 0.5, i), new SearchRequest { MaxCandidates = 50, Mode = mode, Ef = Whole });
            Assert.Equal(50, found.Select(candidate => candidate.Subject).Distinct().Count());
            Assert.Equal((new SubjectKey((uint)(i % 50)), new TemplateId((ulong)i)), (found[0].Subject, found[0].Template));
            Assert.Equal(1f, found[0].Similarity, 1e-5f);
        }
    }

    [Theory]
    [InlineData(SearchMode.Exact)]
    [InlineData(SearchMode.Graph)]
    public void Removing_one_template_leaves_the_order_of_the_others(SearchMode mode)
    {
        using FaceIndex index = Empty();
        for (int i = 0; i < 400; i++)
        {
            index.Add((ulong)i, (uint)i, SeededVectors.Gaussian(i, Dimension));
        }

        index.Link(2);
        float[] probe = SeededVectors.Gaussian(-1, Dimension);
        var request = new SearchRequest { MaxCandidates = 400, Mode = mode, Ef = Whole };
        List<Candidate> expected = [.. index.Find(probe, request)];
        Assert.Equal(400, expected.Count);
        for (int rank = 399; rank >= 0; rank -= 7)
        {
            Candidate removed = expected[rank];
            Assert.True(index.Remove(removed.Template));
            Assert.False(index.Remove(removed.Template));
            expected.RemoveAt(rank);
            Assert.Equal(expected, index.Find(probe, request));
        }
    }

    [Fact]
    public void A_template_added_again_under_its_number_is_the_new_one()
    {
        using FaceIndex index = Empty();
        index.Add(1, 1, SeededVectors.Gaussian(1, Dimension));
        index.Link(1);
        index.Remove(new TemplateId(1));
        index.Add(1, 2, SeededVectors.Gaussian(2, Dimension));
        foreach (SearchMode mode in Enum.GetValues<SearchMode>())
        {
            Candidate found = Assert.Single(index.Find(SeededVectors.Gaussian(2, Dimension), new SearchRequest { Mode = mode }));
            Assert.Equal(new SubjectKey(2), found.Subject);
            Assert.Equal(1, found.Similarity, 1e-5f);
        }
    }

    [Fact]
    public void A_vector_comes_back_at_unit_length()
    {
        using FaceIndex index = Empty();
        float[] vector = SeededVectors.Gaussian(1, Dimension);
        index.Add(1, 1, vector);
        var copy = new float[Dimension + 1];
        copy[^1] = 7;
        Assert.True(index.TryGetVector(new TemplateId(1), copy));
        Assert.Equal(1, copy[..^1].Sum(value => value * value), 1e-5f);
        Assert.Equal(1, CosineSimilarity.Of(vector, copy.AsSpan()[..^1]), 1e-6f);
        Assert.Equal(7, copy[^1]);
        index.Remove(new TemplateId(1));
        Assert.False(index.TryGetVector(new TemplateId(1), copy));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(200)]
    [InlineData(2000)]
    public void A_filter_lets_through_whom_it_names_however_few(int oneIn)
    {
        using FaceIndex index = Empty(exactLimit: 0);
        var expected = new BruteForce();
        for (int i = 0; i < 2000; i++)
        {
            float[] vector = SeededVectors.Gaussian(i, Dimension);
            index.Add((ulong)i, (uint)i, vector);
            expected.Add((ulong)i, (uint)i, vector);
        }

        index.Link(2);
        var request = new SearchRequest { Filter = SubjectSet.Of(Enumerable.Range(0, 2000 / oneIn).Select(i => new SubjectKey((uint)(i * oneIn)))) };
        for (int seed = 3000; seed < 3020; seed++)
        {
            float[] probe = SeededVectors.Gaussian(seed, Dimension);
            expected.RequireAnswer(probe, request, index.Find(probe, request with { Mode = SearchMode.Exact }));
            expected.RequireAnswer(probe, request, index.Find(probe, request with { Mode = SearchMode.Graph, Ef = Whole }));
            expected.RequireTrue(probe, request.Filter, index.Find(probe, request with { Mode = SearchMode.Auto }, out SearchAnswer answer));
            Assert.Equal(oneIn > 8 ? SearchMode.Certified : SearchMode.Graph, answer.Mode);
            expected.RequireAnswer(probe, request, index.Find(probe, request with { Mode = SearchMode.Certified }));
        }
    }

    [Fact]
    public void A_filter_of_nobody_or_of_strangers_finds_nobody_and_says_so_after_looking_at_all()
    {
        using FaceIndex index = Empty(exactLimit: 0);
        for (int i = 0; i < 300; i++)
        {
            index.Add((ulong)i, (uint)i, SeededVectors.Gaussian(i, Dimension));
        }

        index.Link(1);
        SubjectSet[] filters = [SubjectSet.Of([]), SubjectSet.Of(Enumerable.Range(1000, 300).Select(i => new SubjectKey((uint)i)))];
        foreach (SubjectSet filter in filters)
        {
            Assert.Empty(index.Find(SeededVectors.Gaussian(1, Dimension), new SearchRequest { Filter = filter }, out SearchAnswer answer));
            Assert.Equal((SearchMode.Certified, true), (answer.Mode, answer.Complete));
        }
    }

    [Fact]
    public void At_a_threshold_auto_says_nobody_only_after_a_sweep()
    {
        using FaceIndex index = Empty(exactLimit: 0);
        for (int i = 0; i < 500; i++)
        {
            index.Add((ulong)i, (uint)i, SeededVectors.Gaussian(i, Dimension));
        }

        index.Link(1);
        var request = new SearchRequest { Threshold = 0.9f };
        Assert.Single(index.Find(SeededVectors.Gaussian(77, Dimension), request, out SearchAnswer found));
        Assert.Equal((SearchMode.Graph, false), (found.Mode, found.Complete));

        // The way down the upper layers counts, and some of its nodes are met again.
        Assert.InRange(found.Scored, 1, 600);
        Assert.Empty(index.Find(SeededVectors.Gaussian(1077, Dimension), request, out SearchAnswer nobody));
        Assert.Equal((SearchMode.Certified, true), (nobody.Mode, nobody.Complete));
        Assert.InRange(nobody.Scored, 501, 1100);
        Assert.Empty(index.Find(SeededVectors.Gaussian(1077, Dimension), request with { Mode = SearchMode.Graph }, out SearchAnswer unsure));
        Assert.Equal((SearchMode.Graph, false), (unsure.Mode, unsure.Complete));
    }

    [Fact]
    public void Auto_scans_up_to_one_limit_sweeps_up_to_another_and_walks_beyond()
    {
        using FaceIndex index = Empty(exactLimit: 10, sweepLimit: 11);
        for (int i = 0; i < 10; i++)
        {
            index.Add((ulong)i, (uint)i, SeededVectors.Gaussian(i, Dimension));
        }

        index.Link(1);
        Assert.Equal(SearchMode.Exact, ModeOf(index));
        index.Add(10, 10, SeededVectors.Gaussian(10, Dimension));
        Assert.Equal(SearchMode.Certified, ModeOf(index));
        index.Add(11, 11, SeededVectors.Gaussian(11, Dimension));
        Assert.Equal(SearchMode.Graph, ModeOf(index));
        index.Remove(new TemplateId(3));
        Assert.Equal(SearchMode.Certified, ModeOf(index));
        index.Remove(new TemplateId(4));
        Assert.Equal(SearchMode.Exact, ModeOf(index));

        using FaceIndex pending = Empty(exactLimit: 0);
        pending.Add(1, 1, SeededVectors.Gaussian(1, Dimension));
        Assert.Equal(SearchMode.Certified, ModeOf(pending));

        static SearchMode ModeOf(FaceIndex index)
        {
            index.Find(SeededVectors.Gaussian(1, Dimension), default, out SearchAnswer answer);
            return answer.Mode;
        }
    }

    [Fact]
    public void Counts_tell_live_linked_and_pending_templates_apart()
    {
        using FaceIndex index = Empty();
        for (int i = 0; i < 20; i++)
        {
            index.Add((ulong)i, (uint)i, SeededVectors.Gaussian(i, Dimension));
        }

        Assert.Equal((20, 0, 20), (index.Count, index.Linked, index.Pending));
        index.Link(1);
        index.Remove(new TemplateId(5));
        index.Add(20, 20, SeededVectors.Gaussian(20, Dimension));
        index.Add(21, 21, SeededVectors.Gaussian(21, Dimension));
        index.Remove(new TemplateId(21));
        Assert.Equal((20, 20, 2), (index.Count, index.Linked, index.Pending));
        Assert.True(index.NativeBytes > 0);
        Assert.Equal(Dimension, index.Dimension);
        Assert.Equal(default, index.Stamp);
    }

    [Fact]
    public void The_graph_finds_the_mates_that_the_scan_finds()
    {
        const int templates = 5000;
        const int dimension = 128;
        var gallery = new FaceLikeGallery(dimension, seed: 42);
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = dimension });
        for (int i = 0; i < templates; i++)
        {
            index.Add((ulong)i, (uint)i, gallery.Template(i));
        }

        index.Link(2);
        Assert.Equal(0, index.Audit(1, seed: 1).Unreachable);
        Assert.InRange(SameAtRankOne(index, gallery, 1000, filter: null), 990, 1000);

        // A third removed, and a filter of every fourth: strangers are walked through and take nobody's place.
        for (int i = 0; i < templates; i += 3)
        {
            index.Remove(new TemplateId((ulong)i));
        }

        Assert.InRange(SameAtRankOne(index, gallery, 500, filter: null), 495, 500);
        SubjectSet filter = SubjectSet.Of(Enumerable.Range(0, templates / 4).Select(i => new SubjectKey((uint)(4 * i))));
        Assert.InRange(SameAtRankOne(index, gallery, 500, filter), 495, 500);
    }

    private static int SameAtRankOne(FaceIndex index, FaceLikeGallery gallery, int probes, SubjectSet? filter)
    {
        int same = 0;
        for (int i = 0; i < probes; i++)
        {
            float[] probe = gallery.Probe(i);
            var request = new SearchRequest { MaxCandidates = 1, Filter = filter };
            Candidate exact = index.Find(probe, request with { Mode = SearchMode.Exact })[0];
            Candidate[] walked = index.Find(probe, request with { Mode = SearchMode.Graph });
            same += walked.Length > 0 && walked[0].Similarity == exact.Similarity ? 1 : 0;
        }

        return same;
    }

    private static FaceIndex Empty(int exactLimit = 100_000, int sweepLimit = 0) =>
        new(new FaceIndexOptions { Dimension = Dimension, ExactLimit = exactLimit, SweepLimit = sweepLimit });
}

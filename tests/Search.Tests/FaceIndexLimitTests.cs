using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests;

/// <summary>A limit makes an answer incomplete and says so; it never makes it wrong.</summary>
public sealed class FaceIndexLimitTests : IDisposable
{
    private const int Dimension = 64;
    private const int Templates = 40_000;
    private const int Linked = 1000;

    private static readonly FaceIndexOptions Options = new() { Dimension = Dimension, ExactLimit = 0, SweepLimit = 0, Graph = new HnswParameters { M = 8, EfConstruction = 32 } };

    private readonly FaceIndex _index = new(Options);
    private readonly BruteForce _expected = new();
    private readonly float[] _probe = SeededVectors.Beside(SeededVectors.Gaussian(500, Dimension), 0.3, 1);

    public FaceIndexLimitTests()
    {
        Fill(_index, Templates);
        for (int i = 0; i < Templates; i++)
        {
            _expected.Add((ulong)i, (uint)i, SeededVectors.Gaussian(i, Dimension));
        }
    }

    public void Dispose() => _index.Dispose();

    [Theory]
    [InlineData(SearchMode.Exact, 0)]
    [InlineData(SearchMode.Certified, 0)]
    [InlineData(SearchMode.Certified, 2)]
    [InlineData(SearchMode.Graph, 0)]
    [InlineData(SearchMode.Auto, 0)]
    [InlineData(SearchMode.Auto, 2)]
    public void No_more_is_compared_than_the_limit_allows(SearchMode mode, int threads)
    {
        var request = new SearchRequest { MaxCandidates = 5, Mode = mode, Threads = threads };
        Candidate[] whole = _index.Find(_probe, request, out SearchAnswer unlimited);
        Assert.Equal(SearchStop.None, unlimited.StoppedBy);
        foreach (long limit in new[] { 0, 1, 2, 33, 300, 8000, 20_001, unlimited.Scored - 1 })
        {
            Candidate[] found = _index.Find(_probe, request with { VisitLimit = limit }, out SearchAnswer answer);
            Assert.Equal((SearchStop.VisitLimit, false), (answer.StoppedBy, answer.Complete));
            Assert.InRange(answer.Scored, 0, limit);
            Assert.True(limit != 0 || found.Length == 0);
            _expected.RequireTrue(_probe, null, found);
        }

        foreach (long limit in new[] { Math.Max(unlimited.Scored, Templates), long.MaxValue })
        {
            Assert.Equal(whole, _index.Find(_probe, request with { VisitLimit = limit, TimeLimit = TimeSpan.MaxValue }, out SearchAnswer answer));
            Assert.Equal(unlimited, answer);
        }
    }

    /// <summary>A node stands for all that hang in its chain: they are compared too.</summary>
    [Fact]
    public void Copies_in_a_chain_count_too()
    {
        using var index = new FaceIndex(Options);
        for (int i = 0; i < 1000; i++)
        {
            index.Add((ulong)i, (uint)i, _probe);
        }

        index.Link(1);
        var request = new SearchRequest { MaxCandidates = 5, Mode = SearchMode.Graph };
        index.Find(_probe, request, out SearchAnswer unlimited);
        Assert.InRange(unlimited.Scored, 1000, 1010);
        _ = index.Find(_probe, request with { VisitLimit = 50 }, out SearchAnswer answer);
        Assert.Equal((SearchStop.VisitLimit, false, 50), (answer.StoppedBy, answer.Complete, answer.Scored));
    }

    /// <summary>Every face enrolled twice: a limit that the walk has used up leaves the nodes in view as candidates, whether the node lives or its copy.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_limit_that_ends_the_walk_keeps_whom_it_met(bool isHeadRemoved)
    {
        using var index = new FaceIndex(Options);
        for (int i = 0; i < 2000; i++)
        {
            index.Add((ulong)i, (uint)i, SeededVectors.Gaussian(i / 2, Dimension));
        }

        index.Link(1);
        for (int i = 0; isHeadRemoved && i < 2000; i += 2)
        {
            index.Remove(new TemplateId((ulong)i));
        }

        Candidate[] found = index.Find(_probe, new SearchRequest { MaxCandidates = 10, Mode = SearchMode.Graph, VisitLimit = 200 }, out SearchAnswer answer);
        Assert.Equal((10, SearchStop.VisitLimit, 200), (found.Length, answer.StoppedBy, answer.Scored));
        Assert.All(found, candidate => Assert.True(isHeadRemoved ? candidate.Template.Value % 2 == 1 : candidate.Template.Value % 2 == 0));
    }

    [Theory]
    [InlineData(SearchMode.Exact)]
    [InlineData(SearchMode.Certified)]
    public void What_the_filter_keeps_out_costs_a_scan_nothing_and_a_sweep_its_code(SearchMode mode)
    {
        var request = new SearchRequest { MaxCandidates = 5, Mode = mode, Where = static subject => subject.Value % 100 == 0, VisitLimit = Templates / 100 };
        _index.Find(_probe, request, out SearchAnswer answer);
        Assert.Equal(mode == SearchMode.Exact, answer.Complete);
        Assert.Equal(Templates / 100, answer.Scored);
    }

    [Fact]
    public void Auto_confirms_nobody_only_within_the_limit()
    {
        var request = new SearchRequest { Threshold = 0.99f };
        Assert.Empty(_index.Find(_probe, request, out SearchAnswer confirmed));
        Assert.Equal((SearchMode.Certified, true, ModeReason.NobodyFound), (confirmed.Mode, confirmed.Complete, confirmed.Reason));
        _index.Find(_probe, request with { Mode = SearchMode.Graph }, out SearchAnswer walk);

        Assert.Empty(_index.Find(_probe, request with { VisitLimit = walk.Scored + 100 }, out SearchAnswer stopped));
        Assert.Equal((SearchMode.Certified, false, SearchStop.VisitLimit, walk.Scored + 100), (stopped.Mode, stopped.Complete, stopped.StoppedBy, stopped.Scored));

        Assert.Empty(_index.Find(_probe, request with { VisitLimit = 50 }, out SearchAnswer early));
        Assert.Equal((SearchMode.Graph, false, SearchStop.VisitLimit), (early.Mode, early.Complete, early.StoppedBy));
    }

    [Fact]
    public void Auto_walks_where_a_sweep_would_not_come_to_its_end()
    {
        using var index = new FaceIndex(Options with { SweepLimit = Templates });
        Fill(index, 2000);
        Assert.Equal((SearchMode.Certified, ModeReason.WithinSweepLimit), Way(default));
        Assert.Equal((SearchMode.Certified, ModeReason.WithinSweepLimit), Way(new SearchRequest { VisitLimit = 2000 }));
        Assert.Equal((SearchMode.Graph, ModeReason.VisitLimit), Way(new SearchRequest { VisitLimit = 1999 }));
        Assert.Equal((SearchMode.Certified, ModeReason.SelectiveFilter), Way(new SearchRequest { VisitLimit = 1999, Filter = SubjectSet.Of([new SubjectKey(1)]) }));

        (SearchMode Mode, ModeReason Reason) Way(SearchRequest request)
        {
            index.Find(_probe, request, out SearchAnswer answer);
            return (answer.Mode, answer.Reason);
        }
    }

    [Theory]
    [InlineData(SearchMode.Exact, 0)]
    [InlineData(SearchMode.Certified, 0)]
    [InlineData(SearchMode.Certified, 2)]
    [InlineData(SearchMode.Graph, 0)]
    [InlineData(SearchMode.Auto, 0)]
    public void When_the_time_is_over_the_search_ends_with_what_it_has(SearchMode mode, int threads)
    {
        // Each look at the clock costs a second; the first is when the search begins.
        using var index = new FaceIndex(Options with { TimeProvider = new StepClock(TimeSpan.FromSeconds(1)) });
        Fill(index, Templates);
        var request = new SearchRequest { MaxCandidates = 5, Mode = mode, Threads = threads };
        Candidate[] whole = index.Find(_probe, request with { TimeLimit = TimeSpan.FromDays(1) }, out SearchAnswer complete);
        Assert.Equal(SearchStop.None, complete.StoppedBy);
        Assert.Equal(whole, index.Find(_probe, request, out SearchAnswer unlimited));
        Assert.Equal(complete, unlimited);
        long before = 0;
        foreach (int seconds in new[] { 1, 3, 5 })
        {
            Candidate[] found = index.Find(_probe, request with { TimeLimit = TimeSpan.FromSeconds(seconds) }, out SearchAnswer answer);
            Assert.Equal((SearchStop.TimeLimit, false), (answer.StoppedBy, answer.Complete));
            Assert.InRange(answer.Scored, seconds == 1 ? 0 : before + 1, complete.Scored - 1);
            Assert.True(mode == SearchMode.Graph || mode == SearchMode.Auto || seconds == 1 == (answer.Scored == 0));
            _expected.RequireTrue(_probe, null, found);
            before = answer.Scored;
        }
    }

    [Fact]
    public void Where_sweeps_are_cut_off_by_their_time_the_next_search_walks()
    {
        // A clock on which 40,000 templates take longer than the five nanoseconds each that are believed at first.
        using var index = new FaceIndex(Options with { SweepLimit = Templates, TimeProvider = new StepClock(TimeSpan.FromMicroseconds(100)) });
        Fill(index, Templates);
        var request = new SearchRequest { MaxCandidates = 5, Threshold = 0.3f, TimeLimit = TimeSpan.FromMicroseconds(500) };
        var answers = new List<SearchAnswer>();
        for (int i = 0; i < 20; i++)
        {
            index.Find(_probe, request, out SearchAnswer answer);
            answers.Add(answer);
        }

        Assert.Equal((SearchMode.Certified, SearchStop.TimeLimit), (answers[0].Mode, answers[0].StoppedBy));
        Assert.Equal((SearchMode.Graph, ModeReason.TimeLimit), (answers[^1].Mode, answers[^1].Reason));
    }

    [Fact]
    public void A_batch_walks_where_its_time_is_too_short_for_all_sweeps()
    {
        using var index = new FaceIndex(Options with { SweepLimit = Templates, TimeProvider = new StepClock(TimeSpan.Zero) });
        Fill(index, Templates);
        const int probes = 64;
        float[] batch = [.. Enumerable.Range(0, probes).SelectMany(i => SeededVectors.Gaussian(i, Dimension))];

        // Ten sweeps at the five nanoseconds a template that are believed at first.
        var request = new SearchRequest { MaxCandidates = 1, Threshold = 0.3f, TimeLimit = TimeSpan.FromMilliseconds(2) };
        Assert.All(Batch(probes), answer => Assert.Equal((SearchMode.Graph, ModeReason.TimeLimit), (answer.Mode, answer.Reason)));
        Assert.All(Batch(5), answer => Assert.Equal((SearchMode.Certified, ModeReason.WithinSweepLimit), (answer.Mode, answer.Reason)));

        SearchAnswer[] Batch(int count)
        {
            var answers = new SearchAnswer[count];
            index.SearchBatch(batch.AsSpan(0, count * Dimension), request, new Candidate[count], answers);
            return answers;
        }
    }

    [Theory]
    [InlineData(SearchMode.Exact)]
    [InlineData(SearchMode.Certified)]
    public void Everybody_is_searched_for_within_limits_too(SearchMode mode)
    {
        List<Candidate> found = [];
        SearchAnswer answer = _index.SearchAll(_probe, 0.2f, new SearchRequest { Mode = mode, VisitLimit = 10_000 }, found);
        Assert.Equal((SearchStop.VisitLimit, false, 10_000, found.Count), (answer.StoppedBy, answer.Complete, answer.Scored, answer.Count));
        Assert.NotEmpty(found);
        _expected.RequireTrue(_probe, null, found.ToArray());
        Assert.Equal(SearchStop.TimeLimit, _index.SearchAll(_probe, 0.2f, new SearchRequest { Mode = mode, TimeLimit = TimeSpan.Zero }, found).StoppedBy);
        Assert.Empty(found);
    }

    [Theory]
    [InlineData(SearchMode.Exact, 20)]
    [InlineData(SearchMode.Certified, 25)]
    [InlineData(SearchMode.Graph, 100)]
    public void A_batch_shares_its_time_and_each_probe_has_its_own_visits(SearchMode mode, int seconds)
    {
        const int probes = 20;
        float[] batch = [.. Enumerable.Range(0, probes).SelectMany(i => SeededVectors.Gaussian(i, Dimension))];
        var candidates = new Candidate[probes];
        var answers = new SearchAnswer[probes];
        _index.SearchBatch(batch, new SearchRequest { MaxCandidates = 1, Mode = mode, VisitLimit = 200 }, candidates, answers);
        for (int i = 0; i < probes; i++)
        {
            Assert.Equal(_index.Find(SeededVectors.Gaussian(i, Dimension), new SearchRequest { MaxCandidates = 1, Mode = mode, VisitLimit = 200 }, out SearchAnswer alone), candidates.Skip(i).Take(answers[i].Count));
            Assert.Equal(alone, answers[i]);
            Assert.Equal(SearchStop.VisitLimit, alone.StoppedBy);
        }

        _index.SearchBatch(batch, new SearchRequest { MaxCandidates = 1, Mode = mode, TimeLimit = TimeSpan.Zero }, candidates, answers);
        Assert.All(answers, answer => Assert.Equal((SearchStop.TimeLimit, false), (answer.StoppedBy, answer.Complete)));

        using var index = new FaceIndex(Options with { TimeProvider = new StepClock(TimeSpan.FromSeconds(1)) });
        Fill(index, 2000);
        index.SearchBatch(batch, new SearchRequest { MaxCandidates = 1, Mode = mode, TimeLimit = TimeSpan.FromSeconds(seconds) }, candidates, answers);
        Assert.Equal(SearchStop.TimeLimit, answers[^1].StoppedBy);
        Assert.Equal(SearchStop.None, answers[0].StoppedBy);
    }

    private static void Fill(FaceIndex index, int templates)
    {
        for (int i = 0; i < templates; i++)
        {
            index.Add((ulong)i, (uint)i, SeededVectors.Gaussian(i, Dimension));
            if (i == Linked - 1)
            {
                index.Link(2);
            }
        }
    }
}

using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests;

/// <summary>Whatever is fed wrong gets an error that names it, and the index is as it was.</summary>
public sealed class FaceIndexRefusalTests : IDisposable
{
    private readonly FaceIndex _index = new(new FaceIndexOptions { Dimension = 3 });

    public FaceIndexRefusalTests() => _index.Add(1, 1, [1, 0, 0]);

    public void Dispose() => _index.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(4097)]
    [InlineData(int.MaxValue)]
    public void A_dimension_out_of_range_is_refused(int dimension) =>
        RefusesOptions(nameof(FaceIndexOptions.Dimension), new FaceIndexOptions { Dimension = dimension });

    [Fact]
    public void Numbers_of_the_graph_out_of_range_are_refused()
    {
        RefusesOptions(nameof(HnswParameters.M), Options(new HnswParameters { M = 1 }));
        RefusesOptions(nameof(HnswParameters.M), Options(new HnswParameters { M = 129 }));
        RefusesOptions(nameof(HnswParameters.EfConstruction), Options(new HnswParameters { M = 16, EfConstruction = 15 }));
        RefusesOptions(nameof(HnswParameters.EfConstruction), Options(new HnswParameters { EfConstruction = 4097 }));
        RefusesOptions(nameof(HnswParameters.EfSearch), Options(new HnswParameters { EfSearch = 0 }));
        RefusesOptions(nameof(HnswParameters.EfSearch), Options(new HnswParameters { EfSearch = 65537 }));
        RefusesOptions(nameof(FaceIndexOptions.ExactLimit), new FaceIndexOptions { Dimension = 3, ExactLimit = -1 });
        RefusesOptions(nameof(FaceIndexOptions.SweepLimit), new FaceIndexOptions { Dimension = 3, SweepLimit = -1 });
        foreach (double probability in new[] { 0, -1e-6, 1e-16, 0.011, 1, double.NaN })
        {
            RefusesOptions(nameof(FaceIndexOptions.MissProbability), new FaceIndexOptions { Dimension = 3, MissProbability = probability });
        }

        Assert.Throws<ArgumentNullException>(() => new FaceIndex(new FaceIndexOptions { Dimension = 3, TimeProvider = null! }));
        Assert.Throws<ArgumentNullException>(() => new FaceIndex(Options(null!)));
        Assert.Throws<ArgumentNullException>(() => new FaceIndex(null!));

        static FaceIndexOptions Options(HnswParameters graph) => new() { Dimension = 3, Graph = graph };
    }

    [Fact]
    public void The_defaults_are_what_the_documentation_says()
    {
        var options = new FaceIndexOptions { Dimension = 3 };
        Assert.Equal((16, 200, 256, 1UL), (options.Graph.M, options.Graph.EfConstruction, options.Graph.EfSearch, options.Graph.Seed));
        Assert.Equal((1000, 2_000_000, 1e-6, 42UL), (options.ExactLimit, options.SweepLimit, options.MissProbability, options.RotationSeed));
        Assert.Same(TimeProvider.System, options.TimeProvider);
        Assert.Equal((null, null, null, null), (default(SearchRequest).TimeLimit, default(SearchRequest).VisitLimit, default(SearchRequest).Where, default(SearchRequest).Trace));
        Assert.Equal((10, null, SearchMode.Auto, null, 0), (default(SearchRequest).MaxCandidates, default(SearchRequest).Threshold, default(SearchRequest).Mode, default(SearchRequest).Filter, default(SearchRequest).Ef));
    }

    [Fact]
    public void What_is_no_template_is_not_added()
    {
        Refuses(InvalidTemplateReason.WrongDimension, () => _index.Add(2, 2, [1, 0]));
        Refuses(InvalidTemplateReason.WrongDimension, () => _index.Add(2, 2, [1, 0, 0, 0]));
        Refuses(InvalidTemplateReason.WrongDimension, () => _index.Add(2, 2, []));
        Refuses(InvalidTemplateReason.ZeroVector, () => _index.Add(2, 2, [0, 0, 0]));
        Refuses(InvalidTemplateReason.NotFinite, () => _index.Add(2, 2, [0, float.NaN, 0]));
        Refuses(InvalidTemplateReason.NotFinite, () => _index.Add(2, 2, [0, float.NegativeInfinity, 0]));
        Assert.Equal("id", Assert.Throws<ArgumentException>(() => _index.Add(1, 2, [0, 1, 0])).ParamName);
        RequireUnchanged();
    }

    [Fact]
    public void What_is_no_probe_is_not_searched_for()
    {
        var request = new SearchRequest { MaxCandidates = 1 };
        Refuses(InvalidTemplateReason.WrongDimension, () => _index.Find([1], request));
        Refuses(InvalidTemplateReason.ZeroVector, () => _index.Find([0, 0, 0], request));
        Refuses(InvalidTemplateReason.NotFinite, () => _index.Find([0, 0, float.PositiveInfinity], request));
    }

    [Fact]
    public void A_request_out_of_range_is_refused()
    {
        RefusesRequest(new SearchRequest { MaxCandidates = 0 });
        RefusesRequest(new SearchRequest { MaxCandidates = -1 });
        RefusesRequest(new SearchRequest { MaxCandidates = 1001 });
        RefusesRequest(new SearchRequest { Threads = -1 });
        RefusesRequest(new SearchRequest { Threads = 1025 });
        RefusesRequest(new SearchRequest { Ef = -1 });
        RefusesRequest(new SearchRequest { Ef = 65537 });
        RefusesRequest(new SearchRequest { Threshold = 1.01f });
        RefusesRequest(new SearchRequest { Threshold = -1.01f });
        RefusesRequest(new SearchRequest { Threshold = float.NaN });
        RefusesRequest(new SearchRequest { Threshold = float.PositiveInfinity });
        RefusesRequest(new SearchRequest { TimeLimit = TimeSpan.FromTicks(-1) });
        RefusesRequest(new SearchRequest { TimeLimit = TimeSpan.MinValue });
        RefusesRequest(new SearchRequest { VisitLimit = -1 });
        RefusesRequest(new SearchRequest { VisitLimit = long.MinValue });
        RefusesRequest(new SearchRequest { Mode = (SearchMode)4 });
        RefusesRequest(new SearchRequest { Mode = (SearchMode)(-1) });
        Assert.Throws<ArgumentException>(() => _index.Search([1, 0, 0], new SearchRequest { MaxCandidates = 5 }, new Candidate[4]));

        void RefusesRequest(SearchRequest request) =>
            Assert.Throws<ArgumentOutOfRangeException>(() => _index.Search([1, 0, 0], request, new Candidate[2000]));
    }

    [Fact]
    public void The_ends_of_each_range_are_allowed()
    {
        Assert.Single(_index.Find([1, 0, 0], new SearchRequest { MaxCandidates = 1000, Ef = 65536, Threshold = 1 }));
        Assert.Single(_index.Find([-1, 0, 0], new SearchRequest { MaxCandidates = 1, Ef = 1, Threshold = -1 }));
        new FaceIndex(new FaceIndexOptions { Dimension = 2, ExactLimit = 0, Graph = new HnswParameters { M = 2, EfConstruction = 2, EfSearch = 1 } }).Dispose();
        new FaceIndex(new FaceIndexOptions { Dimension = 4096, Graph = new HnswParameters { M = 128, EfConstruction = 4096, EfSearch = 65536 } }).Dispose();
    }

    [Fact]
    public void Work_without_threads_or_samples_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _index.Link(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => _index.Link(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _index.Audit(0, seed: 1));
    }

    [Fact]
    public void A_vector_is_not_copied_to_where_it_has_no_room()
    {
        Assert.Throws<ArgumentException>(() => _index.TryGetVector(new TemplateId(1), new float[2]));
        Assert.False(_index.TryGetVector(new TemplateId(2), new float[3]));
    }

    [Fact]
    public void A_snapshot_needs_a_name()
    {
        Assert.Throws<ArgumentNullException>(() => _index.Save(null!));
        Assert.Throws<ArgumentException>(() => _index.Save(string.Empty));
        Assert.Throws<ArgumentNullException>(() => FaceIndex.Open(null!));
        Assert.Throws<ArgumentException>(() => FaceIndex.Open(string.Empty));
    }

    private static void RefusesOptions(string name, FaceIndexOptions options) =>
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => new FaceIndex(options)).ParamName);

    private static void Refuses(InvalidTemplateReason reason, Action action) =>
        Assert.Equal(reason, Assert.Throws<InvalidTemplateException>(action).Reason);

    private void RequireUnchanged()
    {
        Assert.Equal(1, _index.Count);
        Assert.False(_index.Contains(new TemplateId(2)));
        Candidate only = Assert.Single(_index.Find([2, 0, 0], default));
        Assert.Equal(new Candidate(new SubjectKey(1), new TemplateId(1), 1), only);
    }
}

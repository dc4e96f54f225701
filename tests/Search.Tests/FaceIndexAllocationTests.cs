using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests;

public sealed class FaceIndexAllocationTests : IDisposable
{
    private const int Dimension = 64;
    private const int Templates = 1500;

    private readonly FaceIndex _index = new(new FaceIndexOptions { Dimension = Dimension, ExactLimit = 0 });
    private readonly float[][] _probes = [.. Enumerable.Range(0, 50).Select(i => SeededVectors.Gaussian(10_000 + i, Dimension))];

    public FaceIndexAllocationTests()
    {
        for (int i = 0; i < Templates; i++)
        {
            _index.Add((ulong)i, (uint)(i / 2), SeededVectors.Gaussian(i, Dimension));
            if (i == Templates - 100)
            {
                _index.Link(2);
            }
        }

        for (int i = 0; i < Templates; i += 5)
        {
            _index.Remove(new TemplateId((ulong)i));
        }
    }

    public void Dispose() => _index.Dispose();

    [Theory]
    [InlineData(SearchMode.Exact, false, false)]
    [InlineData(SearchMode.Exact, true, false)]
    [InlineData(SearchMode.Exact, false, true)]
    [InlineData(SearchMode.Exact, true, true)]
    [InlineData(SearchMode.Graph, false, false)]
    [InlineData(SearchMode.Graph, true, false)]
    [InlineData(SearchMode.Graph, false, true)]
    [InlineData(SearchMode.Graph, true, true)]
    [InlineData(SearchMode.Certified, false, false)]
    [InlineData(SearchMode.Certified, true, false)]
    [InlineData(SearchMode.Certified, false, true)]
    [InlineData(SearchMode.Certified, true, true)]
    [InlineData(SearchMode.Auto, false, false)]
    [InlineData(SearchMode.Auto, true, false)]
    [InlineData(SearchMode.Auto, false, true)]
    [InlineData(SearchMode.Auto, true, true)]
    public void A_warm_search_allocates_nothing(SearchMode mode, bool filtered, bool atThreshold)
    {
        var request = new SearchRequest
        {
            MaxCandidates = 20,
            Mode = mode,
            Filter = filtered ? SubjectSet.Of(Enumerable.Range(0, 500).Select(i => new SubjectKey((uint)i))) : null,
            Threshold = atThreshold ? 0.6f : null,
        };
        var candidates = new Candidate[20];
        long scored = SearchAll(request, candidates);
        Assert.Equal(0, ThreadAllocations.Of(() => SearchAll(request, candidates)));
        Assert.True(scored > _probes.Length, "nothing was searched");
    }

    [Fact]
    public void Nor_does_one_that_puts_templates_off()
    {
        const int dimension = 256;
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = dimension });
        for (int i = 0; i < 20_000; i++)
        {
            index.Add((ulong)i, (uint)i, SeededVectors.Gaussian(i, dimension));
        }

        var trace = new CountingTrace();
        var candidates = new Candidate[1];
        float[] stranger = SeededVectors.Gaussian(-1, dimension);
        var request = new SearchRequest { MaxCandidates = 1, Threshold = 0.55f, Mode = SearchMode.Certified, Trace = trace };
        index.Search(stranger, request, candidates);
        Assert.InRange(trace.PassedPeaks, 50, 500);
        Assert.Equal(0, ThreadAllocations.Of(() => index.Search(stranger, request, candidates)));
    }

    [Theory]
    [InlineData(SearchMode.Exact)]
    [InlineData(SearchMode.Graph)]
    [InlineData(SearchMode.Certified)]
    [InlineData(SearchMode.Auto)]
    public void Limits_a_predicate_and_a_trace_allocate_nothing(SearchMode mode)
    {
        var trace = new CountingTrace();
        var request = new SearchRequest
        {
            MaxCandidates = 20,
            Mode = mode,
            Filter = SubjectSet.OfBits([ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue]),
            Where = static subject => subject.Value % 3 != 0,
            TimeLimit = TimeSpan.FromHours(1),
            VisitLimit = Templates / 2,
            Trace = trace,
        };
        var candidates = new Candidate[20];
        SearchAll(request, candidates);
        Assert.Equal(0, ThreadAllocations.Of(() => SearchAll(request, candidates)));
        Assert.True(trace.Told >= 4 * 2 * _probes.Length, "the trace was not told");
    }

    [Theory]
    [InlineData(SearchMode.Exact)]
    [InlineData(SearchMode.Certified)]
    public void Everybody_at_a_threshold_allocates_nothing_once_the_list_has_grown(SearchMode mode)
    {
        List<Candidate> found = [];
        var request = new SearchRequest { Mode = mode };
        _index.SearchAll(_probes[0], -1, request, found);
        long allocated = ThreadAllocations.Of(() =>
        {
            foreach (float[] probe in _probes)
            {
                _index.SearchAll(probe, 0.1f, request, found);
            }
        });
        Assert.Equal(0, allocated);
        Assert.NotEmpty(found);
    }

    [Fact]
    public void A_search_beside_additions_allocates_only_now_and_then()
    {
        // Marks grow with the index, by a quarter at a time: a few growths for a doubling, not one for each search.
        var candidates = new Candidate[5];
        var request = new SearchRequest { MaxCandidates = 5, Mode = SearchMode.Graph };
        int allocating = 0;
        for (int i = 0; i < Templates; i++)
        {
            _index.Add((ulong)(Templates + i), 1, _probes[i % _probes.Length]);
            long before = GC.GetAllocatedBytesForCurrentThread();
            _index.Search(_probes[0], request, candidates);
            allocating += GC.GetAllocatedBytesForCurrentThread() > before ? 1 : 0;
        }

        Assert.InRange(allocating, 1, 8);
    }

    private long SearchAll(SearchRequest request, Candidate[] candidates)
    {
        long scored = 0;
        foreach (float[] probe in _probes)
        {
            scored += _index.Search(probe, request, candidates).Scored;
        }

        return scored;
    }
}

using System.Collections.Concurrent;
using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests;

/// <summary>Whom a filter lets through is found, whatever share of the gallery that is and wherever they lie.</summary>
public sealed class FaceIndexFilterTests : IClassFixture<FaceIndexFilterTests.LargeGallery>
{
    private const int Dimension = 64;
    private const int Templates = 100_000;

    private readonly FaceIndex _index;
    private readonly LargeGallery _gallery;

    public FaceIndexFilterTests(LargeGallery gallery)
    {
        _gallery = gallery;
        _index = gallery.Index;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(10_000)]
    [InlineData(100_000)]
    public void Auto_finds_whom_the_scan_finds_at_any_selectivity(int oneIn)
    {
        uint[] admitted = [.. Enumerable.Range(0, Templates).Select(i => (uint)i).Where(subject => Scrambled(subject) % oneIn == 0)];
        Assert.Equal(Templates / oneIn, admitted.Length);
        var set = SubjectSet.Of(admitted.Select(subject => new SubjectKey(subject)));
        var words = new ulong[(Templates / 64) + 1];
        foreach (uint subject in admitted)
        {
            words[subject / 64] |= 1UL << (int)(subject % 64);
        }

        SearchRequest[] requests =
        [
            new() { Filter = set },
            new() { Filter = SubjectSet.OfBits(words) },
            new() { Where = subject => Scrambled(subject.Value) % oneIn == 0 },
            new() { Filter = SubjectSet.OfBits(words), Where = static _ => true },
        ];
        int missed = 0;
        int walked = 0;
        for (int i = 0; i < 100; i++)
        {
            // Mates of people whom the filter lets through, and strangers.
            float[] probe = i < 80 ? SeededVectors.Beside(_gallery.Vectors[admitted[i * 7919 % admitted.Length]], 0.5, i) : SeededVectors.Gaussian(Templates + i, Dimension);
            SearchRequest request = requests[i % requests.Length] with { MaxCandidates = i % 2 == 0 ? 1 : 10 };
            Candidate[] exact = _index.Find(probe, request with { Mode = SearchMode.Exact });
            Assert.Equal(Math.Min(request.MaxCandidates, admitted.Length), exact.Length);
            Candidate[] auto = _index.Find(probe, request, out SearchAnswer answer);
            bool isSelective = oneIn > 8;
            (SearchMode, ModeReason)[] ways = isSelective ? [(SearchMode.Certified, ModeReason.SelectiveFilter)] : [(SearchMode.Graph, ModeReason.BeyondSweepLimit), (SearchMode.Certified, ModeReason.WalkStarved)];
            Assert.Contains((answer.Mode, answer.Reason), ways);
            walked += answer.Mode == SearchMode.Graph ? 1 : 0;
            missed += i < 80 && auto[0] != exact[0] ? 1 : 0;
            if (isSelective)
            {
                Assert.Equal(exact, auto);
            }
        }

        Assert.InRange(missed, 0, 2);
        Assert.Equal(oneIn <= 4, walked >= 40);
    }

    [Fact]
    public void A_filter_that_keeps_out_all_who_are_near_is_seen_through()
    {
        for (int i = 0; i < 10; i++)
        {
            // Half of the gallery, and none of it where a walk ends.
            float[] probe = SeededVectors.Gaussian(Templates + i, Dimension);
            RequireSame(probe, subject => CosineSimilarity.Of(probe, _gallery.Vectors[subject.Value]) < 0, ModeReason.NobodyFound);
        }
    }

    [Fact]
    public void A_filter_that_lets_through_two_of_all_who_are_near_is_seen_through()
    {
        for (int i = 0; i < 10; i++)
        {
            float[] probe = SeededVectors.Gaussian(Templates + i, Dimension);
            Candidate[] near = _index.Find(probe, new SearchRequest { Mode = SearchMode.Exact, MaxCandidates = 6 });
            RequireSame(probe, subject => subject == near[3].Subject || subject == near[5].Subject || CosineSimilarity.Of(probe, _gallery.Vectors[subject.Value]) < 0.1, ModeReason.WalkStarved);
        }
    }

    private void RequireSame(float[] probe, Func<SubjectKey, bool> where, ModeReason reason)
    {
        var request = new SearchRequest { Where = where };
        Assert.Equal(_index.Find(probe, request with { Mode = SearchMode.Exact }), _index.Find(probe, request, out SearchAnswer answer));
        Assert.Equal((SearchMode.Certified, true, reason), (answer.Mode, answer.Complete, answer.Reason));
    }

    [Fact]
    public void A_set_of_many_who_are_not_there_is_selective()
    {
        SubjectSet strangers = SubjectSet.Of(Enumerable.Range(0, 3 * Templates).Where(i => i < 3 || i >= Templates).Select(i => new SubjectKey((uint)i)));
        Candidate[] found = _index.Find(_gallery.Vectors[2], new SearchRequest { Filter = strangers }, out SearchAnswer answer);
        Assert.Equal(3, found.Length);
        Assert.Equal((SearchMode.Certified, ModeReason.SelectiveFilter), (answer.Mode, answer.Reason));
    }

    [Theory]
    [InlineData(SearchMode.Auto, 0)]
    [InlineData(SearchMode.Exact, 0)]
    [InlineData(SearchMode.Graph, 0)]
    [InlineData(SearchMode.Certified, 0)]
    [InlineData(SearchMode.Certified, 2)]
    public void What_a_predicate_throws_reaches_the_caller_and_spoils_nothing(SearchMode mode, int threads)
    {
        var request = new SearchRequest { Mode = mode, Threads = threads };
        Candidate[] before = _index.Find(_gallery.Vectors[7], request);
        int asked = 0;
        SearchRequest throwing = request with { Where = subject => Interlocked.Increment(ref asked) > 5 ? throw new InvalidDataException($"{subject}") : true };
        for (int i = 0; i < 3; i++)
        {
            Assert.Throws<InvalidDataException>(() => _index.Find(_gallery.Vectors[7], throwing));
        }

        if (mode != SearchMode.Graph)
        {
            Assert.Throws<InvalidDataException>(() => _index.SearchAll(_gallery.Vectors[7], 0.1f, throwing, []));
        }

        Assert.Throws<InvalidDataException>(() => _index.SearchBatch(_gallery.Vectors[7], throwing, new Candidate[10], new SearchAnswer[1]));
        Assert.Equal(before, _index.Find(_gallery.Vectors[7], request));
    }

    [Fact]
    public void A_predicate_is_asked_on_the_threads_that_search()
    {
        var threads = new ConcurrentDictionary<int, bool>();
        var request = new SearchRequest { Mode = SearchMode.Certified, Where = _ => threads.TryAdd(Environment.CurrentManagedThreadId, true) || true };
        _index.Find(_gallery.Vectors[7], request);
        Assert.Equal([Environment.CurrentManagedThreadId], threads.Keys);
    }

    /// <summary>So that every n-th subject is not every n-th slot too; a permutation of the subjects.</summary>
    private static uint Scrambled(uint subject) => (uint)(subject * 48_271UL % Templates);

    /// <summary>Made once: linking it takes most of the time.</summary>
    public sealed class LargeGallery : IDisposable
    {
        public LargeGallery()
        {
            for (int i = 0; i < Templates; i++)
            {
                Vectors[i] = SeededVectors.Gaussian(i, Dimension);
                Index.Add((ulong)i, (uint)i, Vectors[i]);
            }

            Index.Link(2);
        }

        public FaceIndex Index { get; } = new(new FaceIndexOptions { Dimension = Dimension, ExactLimit = 0, SweepLimit = 0, AuditEvery = 0, Graph = new HnswParameters { M = 12, EfConstruction = 48 } });

        public float[][] Vectors { get; } = new float[Templates][];

        public void Dispose() => Index.Dispose();
    }
}

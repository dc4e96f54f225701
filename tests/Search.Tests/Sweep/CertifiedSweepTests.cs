using HyperFace.Bench;
using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests.Sweep;

public sealed class CertifiedSweepTests
{
    public static TheoryData<int, int> Sizes => new()
    {
        { 64, 1 }, { 64, 31 }, { 64, 33 }, { 65, 500 }, { 100, 2000 }, { 128, 700 }, { 192, 64 }, { 512, 9000 }, { 4096, 600 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void It_answers_as_brute_force_does(int dimension, int templates)
    {
        using FaceIndex index = New(dimension);
        var expected = new BruteForce();
        var random = new Random(templates);
        for (int i = 0; i < templates; i++)
        {
            // Several templates a subject, some of them nearly the same.
            float[] vector = i % 7 == 3 ? SeededVectors.Beside(SeededVectors.Gaussian(i - 1, dimension), 0.3, i) : SeededVectors.Gaussian(i, dimension);
            index.Add((ulong)i, (uint)(i / 3), vector);
            expected.Add((ulong)i, (uint)(i / 3), vector);
        }

        for (int i = 0; i < templates; i += 5)
        {
            index.Remove(new TemplateId((ulong)i));
            expected.Remove((ulong)i);
        }

        SubjectSet filter = SubjectSet.Of(Enumerable.Range(0, templates).Where(i => i % 10 == 0).Select(i => new SubjectKey((uint)(i / 3))));
        for (int i = 0; i < 20; i++)
        {
            float[] probe = SeededVectors.Beside(SeededVectors.Gaussian(random.Next(templates), dimension), 0.6, i);
            foreach (int candidates in new[] { 1, 10, 1000 })
            {
                foreach (float? threshold in new float?[] { null, -1, -0.95f, 0, 0.3f, 0.7f, 1 })
                {
                    foreach (SubjectSet? only in new[] { null, filter, SubjectSet.Of([]) })
                    {
                        var request = new SearchRequest { MaxCandidates = candidates, Threshold = threshold, Filter = only, Mode = SearchMode.Certified };
                        expected.RequireAnswer(probe, request, index.Find(probe, request, out SearchAnswer answer));
                        Assert.Equal((SearchMode.Certified, true, 1e-6), (answer.Mode, answer.Complete, answer.MissProbability));
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData("equal vectors")]
    [InlineData("single coordinates")]
    [InlineData("whole numbers")]
    [InlineData("opposites")]
    [InlineData("a narrow cone")]
    public void Vectors_made_to_mislead_are_found(string kind)
    {
        const int dimension = 128;
        const int templates = 400;
        Func<int, float[]> vectorOf = kind switch
        {
            "equal vectors" => i => SeededVectors.Gaussian(i / 100, dimension),
            "single coordinates" => i => [.. Enumerable.Range(0, dimension).Select(j => j == i % dimension ? 1f + (i / dimension) : 0)],
            "whole numbers" => i => [.. SeededVectors.Gaussian(i, dimension).Select(value => MathF.Round(value) + (value > 0 ? 1 : 0.5f))],
            "opposites" => i => [.. SeededVectors.Gaussian(i / 2, dimension).Select(value => i % 2 == 0 ? value : -value)],
            _ => i => SeededVectors.Beside(SeededVectors.Gaussian(0, dimension), 0.01, i),
        };
        using FaceIndex index = New(dimension);
        var expected = new BruteForce();
        for (int i = 0; i < templates; i++)
        {
            index.Add((ulong)i, (uint)i, vectorOf(i));
            expected.Add((ulong)i, (uint)i, vectorOf(i));
        }

        for (int i = 0; i < templates; i += 13)
        {
            foreach (float? threshold in new float?[] { null, 0.2f, 0.9999f })
            {
                var request = new SearchRequest { MaxCandidates = 5, Threshold = threshold, Mode = SearchMode.Certified };
                expected.RequireAnswer(vectorOf(i), request, index.Find(vectorOf(i), request));
            }
        }
    }

    [Fact]
    public void Mates_at_a_threshold_are_never_missed()
    {
        const int dimension = 128;
        const int people = 20_000;
        var gallery = new FaceLikeGallery(dimension, seed: 5);
        using FaceIndex index = New(dimension);
        for (int i = 0; i < people; i++)
        {
            index.Add((ulong)i, (uint)i, gallery.Template(i));
        }

        for (int i = 0; i < people; i += 20)
        {
            float[] probe = gallery.Probe(i);
            var request = new SearchRequest { MaxCandidates = 3, Threshold = 0.35f };
            Assert.Equal(index.Find(probe, request with { Mode = SearchMode.Exact }), index.Find(probe, request with { Mode = SearchMode.Certified }));
        }
    }

    [Theory]
    [InlineData(SearchMode.Certified, 1)]
    [InlineData(SearchMode.Certified, 15)]
    [InlineData(SearchMode.Certified, 40)]
    [InlineData(SearchMode.Auto, 40)]
    [InlineData(SearchMode.Exact, 20)]
    [InlineData(SearchMode.Graph, 20)]
    public void A_batch_answers_as_single_searches_do(SearchMode mode, int probes)
    {
        using FaceIndex index = Filled(20_000);
        float[][] batch = [.. Enumerable.Range(0, probes).Select(i => SeededVectors.Beside(SeededVectors.Gaussian(i * 11, 64), 0.5, i))];
        foreach (SearchRequest request in new SearchRequest[] { new() { MaxCandidates = 7, Mode = mode }, new() { MaxCandidates = 30, Threshold = 0.4f, Mode = mode } })
        {
            var candidates = new Candidate[(probes * request.MaxCandidates) + 5];
            var answers = new SearchAnswer[probes];
            index.SearchBatch([.. batch.SelectMany(probe => probe)], request, candidates, answers);
            for (int i = 0; i < probes; i++)
            {
                Assert.Equal(index.Find(batch[i], request, out SearchAnswer answer), candidates.Skip(i * request.MaxCandidates).Take(answers[i].Count));
                Assert.Equal(answer, answers[i]);
            }

            // Shared by threads they are the same.
            var shared = new Candidate[candidates.Length];
            var sharedAnswers = new SearchAnswer[probes];
            index.SearchBatch([.. batch.SelectMany(probe => probe)], request with { Threads = 3 }, shared, sharedAnswers);
            Assert.Equal(candidates, shared);
            Assert.Equal(answers, sharedAnswers);
        }
    }

    [Fact]
    public void A_batch_of_the_wrong_size_is_refused_whole()
    {
        using FaceIndex index = Filled(10);
        var request = new SearchRequest { MaxCandidates = 2 };
        float[] two = [.. SeededVectors.Gaussian(1, 64), .. SeededVectors.Gaussian(2, 64)];
        Assert.Throws<ArgumentException>(() => index.SearchBatch(two, request, new Candidate[3], new SearchAnswer[2]));
        Assert.Throws<ArgumentException>(() => index.SearchBatch(two, request, new Candidate[4], new SearchAnswer[3]));
        Assert.Throws<ArgumentException>(() => index.SearchBatch(two.AsSpan(1), request, new Candidate[4], new SearchAnswer[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => index.SearchBatch(two, request with { Threshold = 2 }, new Candidate[4], new SearchAnswer[2]));
        two[64] = float.NaN;
        var answers = new SearchAnswer[2];
        Assert.Throws<InvalidTemplateException>(() => index.SearchBatch(two, request, new Candidate[4], answers));
        Assert.All(answers, answer => Assert.Equal(default, answer));
        index.SearchBatch([], request, [], []);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public void Threads_that_share_a_sweep_find_what_one_finds(int threads)
    {
        using FaceIndex index = Filled(100_000);
        for (int i = 0; i < 20; i++)
        {
            float[] probe = SeededVectors.Beside(SeededVectors.Gaussian(i * 4999, 64), 0.5, i);
            foreach (SearchRequest request in new SearchRequest[] { new() { MaxCandidates = 10, Mode = SearchMode.Certified }, new() { MaxCandidates = 100, Threshold = 0.3f, Mode = SearchMode.Certified } })
            {
                Assert.Equal(index.Find(probe, request, out SearchAnswer one), index.Find(probe, request with { Threads = threads }, out SearchAnswer many));
                Assert.Equal(one, many);
            }
        }
    }

    [Fact]
    public void What_waits_for_the_graph_is_swept_beside_it()
    {
        using FaceIndex index = Filled(300);
        index.Link(1);
        for (int i = 300; i < 1000; i++)
        {
            index.Add((ulong)i, (uint)i, SeededVectors.Gaussian(i, 64));
        }

        for (int i = 0; i < 1000; i += 7)
        {
            var request = new SearchRequest { MaxCandidates = 5, Mode = SearchMode.Graph, Ef = 1000 };
            Assert.Equal(index.Find(SeededVectors.Gaussian(i, 64), request with { Mode = SearchMode.Exact }), index.Find(SeededVectors.Gaussian(i, 64), request, out SearchAnswer answer));
            Assert.Equal((SearchMode.Graph, false), (answer.Mode, answer.Complete));
        }
    }

    [Fact]
    public void A_snapshot_has_the_codes_again()
    {
        using var folder = new TemporaryFolder();
        using (FaceIndex index = New(192))
        {
            for (int i = 0; i < 300; i++)
            {
                index.Add((ulong)i, (uint)i, SeededVectors.Gaussian(i, 192));
            }

            index.Remove(new TemplateId(7));
            index.Save(folder["index"]);
        }

        using FaceIndex opened = FaceIndex.Open(folder["index"]);
        opened.Add(300, 300, SeededVectors.Gaussian(300, 192));
        for (int i = 0; i <= 300; i++)
        {
            Candidate[] found = opened.Find(SeededVectors.Gaussian(i, 192), new SearchRequest { MaxCandidates = 1, Threshold = 0.999f, Mode = SearchMode.Certified });
            Assert.Equal(i == 7 ? [] : [(ulong)i], found.Select(candidate => candidate.Template.Value));
        }
    }

    [Fact]
    public void Few_dimensions_are_scanned_instead()
    {
        using FaceIndex index = New(63);
        index.Add(1, 1, SeededVectors.Gaussian(1, 63));
        index.Find(SeededVectors.Gaussian(1, 63), new SearchRequest { Mode = SearchMode.Certified }, out SearchAnswer answer);
        Assert.Equal((SearchMode.Exact, true, 0.0), (answer.Mode, answer.Complete, answer.MissProbability));
    }

    private static FaceIndex Filled(int templates)
    {
        FaceIndex index = New(64);
        for (int i = 0; i < templates; i++)
        {
            index.Add((ulong)i, (uint)i, SeededVectors.Gaussian(i, 64));
        }

        return index;
    }

    private static FaceIndex New(int dimension) => new(new FaceIndexOptions { Dimension = dimension });
}

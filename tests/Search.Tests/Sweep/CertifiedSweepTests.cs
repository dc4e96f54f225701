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

    private static FaceIndex New(int dimension) => new(new FaceIndexOptions { Dimension = dimension });
}

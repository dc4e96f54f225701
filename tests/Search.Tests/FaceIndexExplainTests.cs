using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests;

/// <summary>An explanation says what the sweep saw.</summary>
public sealed class FaceIndexExplainTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(192)]
    [InlineData(512)]
    public void Each_code_says_more_than_the_one_before_and_none_says_what_is_not_so(int dimension)
    {
        const int templates = 200;
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = dimension });
        for (int i = 0; i < templates; i++)
        {
            index.Add((ulong)i, (uint)(i / 2), SeededVectors.Beside(SeededVectors.Gaussian(i / 20, dimension), i % 20 * 0.2, i));
            if (i == 99)
            {
                index.Link(1);
            }
        }

        float[] probe = SeededVectors.Gaussian(3, dimension);
        var widths = new double[4];
        for (int i = 0; i < templates; i++)
        {
            TemplateExplanation told = index.Explain(probe, new TemplateId((ulong)i))!;
            Assert.Equal((new TemplateId((ulong)i), new SubjectKey((uint)(i / 2)), i < 100), (told.Template, told.Subject, told.IsLinked));
            Assert.Equal(CosineSimilarity.Of(probe, SeededVectors.Beside(SeededVectors.Gaussian(i / 20, dimension), i % 20 * 0.2, i)), told.Similarity, 1e-5f);
            CodeReading[] codes = [told.PeakCode!.Value, told.SignCode!.Value, told.TwoBitCode!.Value, told.ByteCode!.Value];
            for (int code = 0; code < codes.Length; code++)
            {
                Assert.InRange(told.Similarity, codes[code].Lowest - 1e-5f, codes[code].Highest + 1e-5f);
                widths[code] += codes[code].Highest - codes[code].Lowest;
            }
        }

        Assert.True(widths[0] > widths[1] && widths[1] > widths[2] && widths[2] > widths[3], string.Join(", ", widths));
    }

    [Fact]
    public void Who_is_left_out_of_a_sweep_is_left_out_at_the_stage_that_the_explanation_names()
    {
        const int dimension = 128;
        const int templates = 3000;
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = dimension });
        for (int i = 0; i < templates; i++)
        {
            index.Add((ulong)i, (uint)i, SeededVectors.Beside(SeededVectors.Gaussian(0, dimension), 0.5 + (i / 400.0), i));
        }

        float[] probe = SeededVectors.Gaussian(0, dimension);
        int byPeaks = 0;
        foreach (float threshold in new[] { 0.2f, 0.5f, 0.8f, 0.98f })
        {
            var trace = new TraceRecorder();
            List<Candidate> found = [];
            index.SearchAll(probe, threshold, new SearchRequest { Mode = SearchMode.Certified, Trace = trace }, found);

            bool isByPeaks = trace[SearchStage.PeakCodes].Read > 0;
            SearchStage?[] stages = [.. Enumerable.Range(0, templates).Select(i => index.Explain(probe, new TemplateId((ulong)i))!.LeftOutAt(threshold, isByPeaks))];
            byPeaks += isByPeaks ? 1 : 0;
            foreach (SearchStage stage in new[] { SearchStage.PeakCodes, SearchStage.SignCodes, SearchStage.TwoBitCodes, SearchStage.ByteCodes, SearchStage.Vectors })
            {
                // Where a reading lies on the cut but for rounding, the one may say so and the other not.
                SearchStageReport report = trace[stage];
                Assert.InRange(stages.Count(s => s == stage), report.Read - report.Passed - 2, report.Read - report.Passed + 2);
            }

            Assert.Equal(found.Count, stages.Count(s => s is null));
        }

        Assert.InRange(byPeaks, 1, 3);
    }

    [Fact]
    public void Below_the_least_cut_codes_leave_nobody_out() =>
        Assert.Equal(SearchStage.Vectors, new TemplateExplanation(default, default, -0.99f, false, new CodeReading(-1, -1, -0.97f), new CodeReading(-1, -1, -0.97f), new CodeReading(-1, -1, -0.97f), new CodeReading(-0.99f, -1, -0.94f)).LeftOutAt(-0.95f, byPeaks: false));

    [Fact]
    public void Few_dimensions_have_no_codes_to_tell_of()
    {
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = 3 });
        index.Add(1, 2, [1, 0, 0]);
        Assert.Equal(new TemplateExplanation(new TemplateId(1), new SubjectKey(2), 1, false, null, null, null, null), index.Explain([5, 0, 0], new TemplateId(1)));
        Assert.Equal((null, SearchStage.Vectors), (index.Explain([1, 0, 0], new TemplateId(1))!.LeftOutAt(1, byPeaks: false), index.Explain([0, 1, 0], new TemplateId(1))!.LeftOutAt(0.1f, byPeaks: true)));
    }

    [Fact]
    public void Who_is_not_there_is_not_explained()
    {
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = 64 });
        float[] probe = SeededVectors.Gaussian(1, 64);
        index.Add(1, 1, probe);
        Assert.Null(index.Explain(probe, new TemplateId(2)));
        index.Remove(new TemplateId(1));
        Assert.Null(index.Explain(probe, new TemplateId(1)));
        Assert.Throws<InvalidTemplateException>(() => index.Explain(new float[64], new TemplateId(1)));
        Assert.Throws<InvalidTemplateException>(() => index.Explain([], new TemplateId(1)));
        index.Dispose();
        Assert.Throws<ObjectDisposedException>(() => index.Explain(probe, new TemplateId(1)));
    }
}

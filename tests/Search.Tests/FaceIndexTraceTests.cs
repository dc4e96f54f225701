using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests;

/// <summary>A trace is told what a search did, in order, and with numbers that fit one another.</summary>
public sealed class FaceIndexTraceTests
{
    private const int Dimension = 64;
    private const int Templates = 20_000;

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_sweep_tells_stage_by_stage_what_it_read_and_what_passed(int threads)
    {
        using FaceIndex index = Filled(Templates);
        for (int i = 0; i < Templates; i += 7)
        {
            index.Remove(new TemplateId((ulong)i));
        }

        foreach ((float? threshold, int candidates) in new (float?, int)[] { (null, 5), (0.2f, 5), (0.9f, 1) })
        {
            var trace = new TraceRecorder();
            var request = new SearchRequest { MaxCandidates = candidates, Threshold = threshold, Mode = SearchMode.Certified, Threads = threads, Trace = trace };
            Candidate[] found = index.Find(SeededVectors.Gaussian(1, Dimension), request, out SearchAnswer answer);
            Assert.Equal(["begun", "Certified Requested", "PeakCodes", "SignCodes", "TwoBitCodes", "ByteCodes", "Vectors", "ended"], trace.Events);
            Assert.Equal((index.Count, (long)Templates, request), trace.Begun);
            Assert.Equal((answer, found[^1].Similarity), (trace.Answer, trace.Cut));
            (SearchStageReport peaks, SearchStageReport signs) = (trace[SearchStage.PeakCodes], trace[SearchStage.SignCodes]);
            Assert.Equal(Templates, peaks.Read + signs.Read);
            Assert.True(threshold != 0.9f || signs.Read == 0);
            Assert.InRange(peaks.Passed + signs.Passed, candidates, 2 * Templates);
            Assert.Equal(peaks.Passed + signs.Passed, trace[SearchStage.TwoBitCodes].Read);
            Assert.Equal(trace[SearchStage.TwoBitCodes].Passed, trace[SearchStage.ByteCodes].Read);
            Assert.Equal(trace[SearchStage.ByteCodes].Passed, trace[SearchStage.Vectors].Read);
            Assert.All(trace.Stages.Where(stage => stage.Read > 0), stage => Assert.InRange(stage.Passed, 1, stage.Read));
            Assert.True(peaks.Elapsed + signs.Elapsed > TimeSpan.Zero && trace[SearchStage.TwoBitCodes].Elapsed > TimeSpan.Zero);
            Assert.Equal(found, index.Find(SeededVectors.Gaussian(1, Dimension), request with { Trace = null }));
        }
    }

    [Fact]
    public void A_walk_tells_hops_and_distances_and_what_it_scanned_beside()
    {
        using FaceIndex index = Filled(2000, linked: 1900);
        var trace = new TraceRecorder();
        index.Find(SeededVectors.Gaussian(1, Dimension), new SearchRequest { Mode = SearchMode.Graph, Trace = trace }, out SearchAnswer answer);
        Assert.Equal(["begun", "Graph Requested", "GraphDescent", "GraphWalk", "Vectors", "PendingScan", "ended"], trace.Events);
        Assert.Equal((2000, 100), (trace.Begun.Live, trace.Begun.Pending));
        Assert.Equal(100, trace[SearchStage.PendingScan].Read);
        Assert.InRange(trace[SearchStage.GraphWalk].Passed, 256, trace[SearchStage.GraphWalk].Read);
        Assert.Equal(answer.Scored, trace[SearchStage.GraphDescent].Read + trace[SearchStage.GraphWalk].Read + 100);
        Assert.InRange(trace[SearchStage.Vectors].Passed, 10, trace[SearchStage.Vectors].Read);
    }

    [Fact]
    public void Auto_tells_of_both_ways_when_it_confirms()
    {
        using FaceIndex index = Filled(2000, linked: 2000);
        var trace = new TraceRecorder();
        index.Find(SeededVectors.Gaussian(-5, Dimension), new SearchRequest { Threshold = 0.99f, Trace = trace }, out SearchAnswer answer);
        Assert.Equal([(SearchMode.Graph, ModeReason.BeyondSweepLimit), (SearchMode.Certified, ModeReason.NobodyFound)], trace.Modes);
        Assert.Equal(("begun", "ended"), (trace.Events[0], trace.Events[^1]));
        Assert.Equal((2, 0.99f), (trace.Events.Count(told => told is "begun" or "ended"), trace.Cut));
        Assert.Equal(answer, trace.Answer);
    }

    [Fact]
    public void A_scan_tells_what_it_compared_and_everybody_has_no_cut_but_the_threshold()
    {
        using FaceIndex index = Filled(300);
        var trace = new TraceRecorder();
        var request = new SearchRequest { Mode = SearchMode.Exact, Trace = trace, Where = static subject => subject.Value < 100 };
        List<Candidate> found = [];
        index.SearchAll(SeededVectors.Gaussian(1, Dimension), 0.1f, request, found);
        Assert.Equal(["begun", "Exact Requested", "ExactScan", "ended"], trace.Events);
        Assert.Equal((100, (long)found.Count, 0.1f), (trace[SearchStage.ExactScan].Read, trace[SearchStage.ExactScan].Passed, trace.Cut));
        index.SearchAll(SeededVectors.Gaussian(1, Dimension), -1, request, found);
        Assert.Equal(float.NegativeInfinity, trace.Cut);
    }

    [Theory]
    [InlineData(SearchMode.Certified)]
    [InlineData(SearchMode.Exact)]
    public void A_batch_is_told_probe_by_probe(SearchMode mode)
    {
        using FaceIndex index = Filled(300);
        var trace = new TraceRecorder();
        float[] probes = [.. SeededVectors.Gaussian(1, Dimension), .. SeededVectors.Gaussian(2, Dimension)];
        index.SearchBatch(probes, new SearchRequest { MaxCandidates = 1, Mode = mode, Trace = trace }, new Candidate[2], new SearchAnswer[2]);
        string[] one = mode == SearchMode.Exact ? ["begun", "Exact Requested", "ExactScan", "ended"] : ["begun", "Certified Requested", "PeakCodes", "SignCodes", "TwoBitCodes", "ByteCodes", "Vectors", "ended"];
        Assert.Equal([.. one, .. one], trace.Events);
    }

    [Theory]
    [InlineData(10, false, ModeReason.FewTemplates)]
    [InlineData(200, false, ModeReason.WithinSweepLimit)]
    [InlineData(600, false, ModeReason.NothingLinked)]
    [InlineData(600, true, ModeReason.BeyondSweepLimit)]
    public void Auto_says_why(int templates, bool link, ModeReason reason)
    {
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = Dimension, ExactLimit = 100, SweepLimit = 500 });
        for (int i = 0; i < templates; i++)
        {
            index.Add((ulong)i, (uint)i, SeededVectors.Gaussian(i, Dimension));
        }

        if (link)
        {
            index.Link(1);
        }

        index.Find(SeededVectors.Gaussian(1, Dimension), default, out SearchAnswer answer);
        Assert.Equal(reason, answer.Reason);
    }

    [Fact]
    public void Vectors_too_short_for_codes_are_scanned_and_the_answer_says_so()
    {
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = 8, ExactLimit = 0 });
        index.Add(1, 1, SeededVectors.Gaussian(1, 8));
        foreach (SearchMode mode in new[] { SearchMode.Auto, SearchMode.Certified })
        {
            index.Find(SeededVectors.Gaussian(1, 8), new SearchRequest { Mode = mode }, out SearchAnswer answer);
            Assert.Equal((SearchMode.Exact, ModeReason.NoCodes), (answer.Mode, answer.Reason));
        }
    }

    private static FaceIndex Filled(int templates, int linked = 0)
    {
        var index = new FaceIndex(new FaceIndexOptions { Dimension = Dimension, ExactLimit = 0, SweepLimit = 0, Graph = new HnswParameters { M = 8, EfConstruction = 40 } });
        for (int i = 0; i < templates; i++)
        {
            index.Add((ulong)i, (uint)i, SeededVectors.Gaussian(i, Dimension));
            if (i == linked - 1)
            {
                index.Link(2);
            }
        }

        return index;
    }
}

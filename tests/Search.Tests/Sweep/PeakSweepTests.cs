using HyperFace.Search.Codes;
using HyperFace.Search.Collecting;
using HyperFace.Search.Searching;
using HyperFace.Search.Sweep;
using HyperFace.Search.Tests.Support;
using HyperFace.Search.Tracing;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Tests.Sweep;

/// <summary>Sweeps whose cut is so high that they read peak codes, and put off whom these do not exclude.</summary>
public sealed unsafe class PeakSweepTests : IDisposable
{
    private const int Dimension = 256;
    private const int Templates = 50_000;

    private static readonly int[] Mates = [5, 8191, 8192, 30_000, Templates - 1];

    private readonly FaceIndex _index = new(new FaceIndexOptions { Dimension = Dimension });

    public PeakSweepTests()
    {
        for (int i = 0; i < Templates; i++)
        {
            _index.Add((ulong)i, (uint)(i / 2), VectorOf(i));
        }

        for (int i = 3; i < Templates; i += 20)
        {
            _index.Remove(new TemplateId((ulong)i));
        }
    }

    public void Dispose() => _index.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void They_answer_as_a_scan_does(int threads)
    {
        SubjectSet some = SubjectSet.Of([.. Mates.Select(mate => new SubjectKey((uint)(mate / 2))), .. Enumerable.Range(0, 1000).Select(i => new SubjectKey((uint)(i * 20)))]);
        foreach (int mate in Mates)
        {
            foreach (double noise in new[] { 0.2, 0.5, 1.0 })
            {
                float[] probe = SeededVectors.Beside(VectorOf(mate), noise, mate);
                foreach (SearchRequest asked in new SearchRequest[]
                {
                    new() { MaxCandidates = 1 }, new() { MaxCandidates = 1, Threshold = 0.6f }, new() { MaxCandidates = 10, Threshold = 0.65f },
                    new() { MaxCandidates = 3, Threshold = 0.9f }, new() { MaxCandidates = 1, Filter = some }, new() { MaxCandidates = 2, Threshold = 0.6f, Filter = some },
                })
                {
                    SearchRequest request = asked with { Mode = SearchMode.Certified, Threads = threads };
                    Candidate[] expected = _index.Find(probe, request with { Mode = SearchMode.Exact });
                    Assert.Equal(expected, _index.Find(probe, request, out SearchAnswer answer));
                    Assert.Equal((SearchMode.Certified, true, 1e-6), (answer.Mode, answer.Complete, answer.MissProbability));
                }

                List<Candidate> all = [];
                List<Candidate> allOfScan = [];
                _index.SearchAll(probe, 0.62f, new SearchRequest { Mode = SearchMode.Certified, Threads = threads }, all);
                _index.SearchAll(probe, 0.62f, new SearchRequest { Mode = SearchMode.Exact }, allOfScan);
                Assert.Equal(allOfScan, all);
            }
        }
    }

    [Fact]
    public void A_batch_answers_as_single_searches_do()
    {
        float[][] probes = [.. Mates.SelectMany(mate => new[] { SeededVectors.Beside(VectorOf(mate), 0.3, mate), SeededVectors.Gaussian(-mate, Dimension) })];
        var request = new SearchRequest { MaxCandidates = 2, Threshold = 0.6f, Mode = SearchMode.Certified };
        var candidates = new Candidate[probes.Length * 2];
        var answers = new SearchAnswer[probes.Length];
        _index.SearchBatch([.. probes.SelectMany(probe => probe)], request, candidates, answers);
        for (int i = 0; i < probes.Length; i++)
        {
            Assert.Equal(_index.Find(probes[i], request, out SearchAnswer answer), candidates.Skip(i * 2).Take(answers[i].Count));
            Assert.Equal(answer, answers[i]);
            Assert.Equal(i % 2 == 0 ? 1 : 0, answer.Count);
        }
    }

    [Fact]
    public void Where_the_cut_is_high_every_stretch_is_swept_by_peaks_and_the_trace_says_so()
    {
        foreach (int mate in Mates)
        {
            SearchStageReport[] stages = StagesOf(mate, new SearchRequest { MaxCandidates = 1, Threshold = 0.65f, Mode = SearchMode.Certified });
            (SearchStageReport peaks, SearchStageReport signs, SearchStageReport pairs) = (stages[0], stages[1], stages[2]);
            Assert.Equal((Templates, 0L, 0L), (peaks.Read, signs.Read, signs.Passed));
            Assert.Equal((SearchStage.PeakCodes, peaks.Passed), (peaks.Stage, pairs.Read));
            Assert.InRange(peaks.Passed, 1, Templates / 100);
        }
    }

    /// <summary>Between the cuts at which all is swept by signs and those at which all is by peaks, a search tries the one and the other.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Where_a_search_turns_from_one_code_to_the_other_it_answers_as_a_scan_does_whoever_is_let_through(int threads)
    {
        int turns = 0;
        foreach (int most in new[] { 1, 10, 300 })
        {
            foreach (Func<SubjectKey, bool>? where in new Func<SubjectKey, bool>?[] { null, subject => subject.Value % 2 == 0, subject => subject.Value % 1000 == 2 })
            {
                for (float threshold = 0.2f; threshold < 0.56f; threshold += 0.04f)
                {
                    float[] probe = SeededVectors.Beside(VectorOf(5), 0.5, most);
                    var trace = new TraceRecorder();
                    var request = new SearchRequest { MaxCandidates = most, Threshold = threshold, Where = where, Mode = SearchMode.Certified, Threads = threads, Trace = trace };
                    Candidate[] found = _index.Find(probe, request, out SearchAnswer answer);
                    Assert.Equal(_index.Find(probe, request with { Mode = SearchMode.Exact, Trace = null }), found);
                    Assert.True(answer.Complete);

                    // Each template by one of the two, and no stretch tried by peaks and then swept by signs is read twice into the count.
                    (long peaks, long signs) = (trace[SearchStage.PeakCodes].Read, trace[SearchStage.SignCodes].Read);
                    Assert.Equal(Templates, peaks + signs);
                    turns += peaks > 0 && signs > 0 ? 1 : 0;
                }
            }
        }

        Assert.True(turns > 0, "no search read both codes");
    }

    [Fact]
    public void Removed_templates_of_a_snapshot_which_have_no_codes_do_not_pass()
    {
        using var folder = new TemporaryFolder();
        _index.Save(folder["index"]);
        using FaceIndex opened = FaceIndex.Open(folder["index"]);
        var trace = new TraceRecorder();
        opened.Find(SeededVectors.Gaussian(-1, Dimension), new SearchRequest { MaxCandidates = 1, Threshold = 0.55f, Mode = SearchMode.Certified, Trace = trace });
        Assert.Equal((Templates, 0L), (trace[SearchStage.PeakCodes].Read, trace[SearchStage.SignCodes].Read));
        Assert.InRange(trace[SearchStage.PeakCodes].Passed, 100, Templates / 32);
    }

    [Fact]
    public void Where_the_cut_is_low_none_is()
    {
        SearchStageReport[] stages = StagesOf(5, new SearchRequest { MaxCandidates = 50, Threshold = 0.1f, Mode = SearchMode.Certified });
        Assert.Equal((0L, (long)Templates), (stages[0].Read, stages[1].Read));
    }

    /// <summary>At 0.55 peaks let one in a hundred pass; once the mate is found, hardly anybody. Whom they let pass before that is looked at only if among the likeliest.</summary>
    [Fact]
    public void Who_was_put_off_is_not_looked_at_once_the_cut_has_risen()
    {
        var request = new SearchRequest { MaxCandidates = 1, Threshold = 0.55f, Mode = SearchMode.Certified };
        long ofFirst = StagesOf(5, request)[0].Passed;
        SearchStageReport[] last = StagesOf(Templates - 1, request);
        SearchStageReport[] nobody = StagesOf(-1, request);
        Assert.Equal((long)Templates, last[0].Read);
        Assert.InRange(nobody[0].Passed, 100, Templates / 32);
        Assert.InRange(last[0].Passed, 1, ofFirst + 40);
    }

    [Fact]
    public void What_was_put_off_when_a_limit_ends_the_search_is_looked_at()
    {
        const int limit = 24_576;
        foreach (int mate in Mates)
        {
            float[] probe = SeededVectors.Beside(VectorOf(mate), 0.4, mate);
            var request = new SearchRequest { MaxCandidates = 2, Threshold = 0.55f, Mode = SearchMode.Certified, VisitLimit = limit };
            Candidate[] found = _index.Find(probe, request, out SearchAnswer answer);
            Assert.Equal((false, SearchStop.VisitLimit), (answer.Complete, answer.StoppedBy));
            Candidate[] expected = [.. _index.Find(probe, request with { Mode = SearchMode.Exact, VisitLimit = null }).Where(candidate => candidate.Template.Value < limit)];
            Assert.Equal(expected, found);
        }
    }

    [Theory]
    [InlineData(0.55f, 1)]
    [InlineData(0.15f, 40)]
    public void Wherever_the_time_limit_ends_a_search_it_says_so_and_what_it_found_is_true(float threshold, int most)
    {
        const int templates = 20_000;
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = Dimension, TimeProvider = new StepClock(TimeSpan.FromTicks(1)) });
        for (int i = 0; i < templates; i++)
        {
            index.Add((ulong)i, (uint)i, VectorOf(i));
        }

        float[] probe = SeededVectors.Beside(VectorOf(templates - 1), 0.4, 1);
        Candidate[] everybody = index.Find(probe, new SearchRequest { MaxCandidates = 1000, Threshold = 0.1f, Mode = SearchMode.Exact });
        bool endedWhileSettling = false;
        SearchAnswer answer = default;
        for (int steps = 1; steps < 200 && !answer.Complete; steps++)
        {
            var trace = new TraceRecorder();
            var request = new SearchRequest { MaxCandidates = most, Threshold = threshold, Mode = SearchMode.Certified, TimeLimit = TimeSpan.FromTicks(steps), Trace = trace };
            Candidate[] found = index.Find(probe, request, out answer);
            Assert.Equal(answer.Complete ? SearchStop.None : SearchStop.TimeLimit, answer.StoppedBy);
            Assert.All(found, candidate => Assert.Contains(candidate, everybody));
            Assert.True(!answer.Complete || found.SequenceEqual(everybody.Where(candidate => candidate.Similarity >= threshold).Take(most)), "a complete answer is not the best");
            endedWhileSettling |= !answer.Complete && answer.Scored >= templates;
        }

        Assert.True(answer.Complete, "the clock never let a search end");
        Assert.True(endedWhileSettling, "no limit ended a search that had swept everybody");
    }

    /// <summary>A list that is full is settled before the sweep goes on, and holds no more than it may.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(int.MaxValue)]
    public void However_few_may_be_put_off_the_answer_is_the_same(int mostDeferred)
    {
        SweepCounts counts = SweepFor(most: 1, threshold: 0.55f, mostDeferred, out Candidate[] found);
        Assert.Equal((20_000, 20_000), (counts.Read, counts.ReadPeaks));
        Assert.Equal(19_000UL, Assert.Single(found).Template.Value);

        // Looked at at once they are more.
        Assert.InRange(counts.PassedPeaks, mostDeferred == int.MaxValue ? 1 : 60, mostDeferred == int.MaxValue ? 59 : 2000);
    }

    /// <summary>By signs too, which a low threshold is swept by.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(200)]
    public void However_few_of_those_that_signs_let_pass_may_be_put_off_the_answer_is_the_same(int most)
    {
        SweepCounts patient = SweepFor(most, threshold: 0.25f, int.MaxValue, out Candidate[] expected);
        Assert.Equal(19_000UL, expected[0].Template.Value);
        Assert.InRange(patient.ReadSigns, 10_000, 20_000);
        long passed = patient.PassedSigns;
        foreach (int mostDeferred in new[] { 1000, 50, 0 })
        {
            SweepCounts counts = SweepFor(most, threshold: 0.25f, mostDeferred, out Candidate[] found);
            Assert.Equal(expected, found);
            Assert.Equal(20_000, counts.Read);
            Assert.InRange(counts.PassedSigns, passed, 20_000);
            passed = counts.PassedSigns;
        }

        Assert.True(most > 1 || passed > 2 * patient.PassedSigns, "nobody was spared");
    }

    private static SweepCounts SweepFor(int most, float threshold, int mostDeferred, out Candidate[] found)
    {
        var vectors = new VectorStore(Dimension);
        var codes = new CodeStore(Dimension, seed: 3);
        var rotated = new float[Dimension];
        for (int i = 0; i < 20_000; i++)
        {
            float[] vector = VectorOf(i);
            int slot = vectors.Append();
            codes.Reserve(slot + 1);
            UnitLength.Normalise(vector, vectors.Write(slot, (ulong)slot, (uint)slot), Dimension);
            codes.Write(slot, SeededVectors.Unit(vector), rotated);
            vectors.Publish(slot);
        }

        var collector = new SubjectCollector();
        var budget = new SearchBudget();
        using var sweep = new CertifiedSweep(vectors, codes, collector, mostDeferred);
        var probe = new float[vectors.Stride];
        SeededVectors.Unit(SeededVectors.Beside(VectorOf(19_000), 0.3, 1)).CopyTo(probe, 0);
        SweepCounts counts;
        fixed (float* place = probe)
        {
            collector.Reset(most, threshold);
            budget.Begin(TimeProvider.System, 0, default);
            sweep.Begin(place, ErrorBound.Of(Dimension, 1e-6 / 3), default, budget, new StageWatch());
            sweep.Run(0, vectors.Count);
            counts = sweep.End();
            found = new Candidate[collector.Count];
            collector.CopyTo(found);
        }

        codes.Free();
        vectors.Free();
        return counts;
    }

    private static float[] VectorOf(int i) => SeededVectors.Gaussian(i, Dimension);

    private SearchStageReport[] StagesOf(int mate, SearchRequest request)
    {
        var trace = new TraceRecorder();
        float[] probe = mate < 0 ? SeededVectors.Gaussian(mate, Dimension) : SeededVectors.Beside(VectorOf(mate), 0.3, mate);
        Candidate[] found = _index.Find(probe, request with { Trace = trace });
        if (mate >= 0)
        {
            Assert.Equal((ulong)mate, found[0].Template.Value);
        }

        return [.. trace.Stages];
    }
}

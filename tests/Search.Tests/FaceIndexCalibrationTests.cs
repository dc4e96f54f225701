using HyperFace.Search.Planning;
using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests;

public sealed class FaceIndexCalibrationTests
{
    private const int Dimension = 64;
    private const int Templates = 3000;

    [Fact]
    public void A_calibration_finds_the_least_ef_that_finds_the_mates()
    {
        using FaceIndex index = Filled(new FaceIndexOptions { Dimension = Dimension, Graph = Poor });
        Assert.Null(index.Calibration);
        GraphCalibration calibration = index.Calibrate(400, seed: 3, threads: 2);
        Assert.Same(calibration, index.Calibration);
        Assert.Equal(400, calibration.Sampled);
        Assert.Equal(calibration.Points.OrderBy(point => point.Ef).ThenBy(point => point.MateRecall), calibration.Points);
        Assert.InRange(calibration.Points[0].MateRecall, 0, 0.95);
        Assert.Equal(1, calibration.Points[^1].MateRecall);
        Assert.Equal(calibration.Points, index.Calibrate(400, seed: 3, threads: 1).Points);
        int ef = calibration.EfFor(0.97)!.Value;
        Assert.True(calibration.Points.Single(point => point.Ef == ef).MateRecall >= 0.97);
        Assert.All(calibration.Points.Where(point => point.Ef < ef), point => Assert.True(point.MateRecall < 0.97));
        Assert.Null(calibration.EfFor(1.1));
    }

    [Fact]
    public void A_walk_is_as_wide_as_the_recall_that_is_asked_for_needs()
    {
        using FaceIndex index = Filled(new FaceIndexOptions { Dimension = Dimension, Graph = Poor });
        index.Calibrate(400, seed: 3);
        double few = Recall(index, 0.5);
        double many = Recall(index, 0.99);
        Assert.InRange(many, 0.97, 1);
        Assert.True(few < many, $"{few} of the mates were found where half were asked for, {many} where 99 % were");
    }

    /// <summary>
    /// Pictures of one person differ in the directions in which people differ. Disturbed by noise of equal strength in all
    /// directions, nearly all copies are found by the narrowest walk, and real probes then are not.
    /// </summary>
    [Fact]
    public void A_promise_holds_for_probes_that_differ_in_the_directions_in_which_people_differ()
    {
        const int Probes = 1000;
        var options = new FaceIndexOptions { Dimension = 256, MateRecall = 0.95, AuditEvery = 0, Graph = Poor };
        float[] strengths = [.. Enumerable.Range(0, options.Dimension).Select(i => MathF.Exp(-i / 24f) + 0.02f)];
        float[] Drawn(int seed) => [.. SeededVectors.Gaussian(seed, options.Dimension).Zip(strengths, (value, strength) => value * strength)];
        using var index = new FaceIndex(options);
        for (int i = 0; i < Templates; i++)
        {
            index.Add((ulong)i + 1, (uint)i, Drawn(i));
        }

        index.Link(2);
        index.Calibrate(1000, seed: 3, threads: 2);
        int found = 0;
        for (int i = 0; i < Probes; i++)
        {
            float[] probe = [.. Drawn(i).Zip(Drawn(i + (2 * Templates)), (face, noise) => face + (1.17f * noise))];
            found += index.FindFirst(probe, SearchMode.Graph) == index.FindFirst(probe, SearchMode.Certified) ? 1 : 0;
        }

        Assert.InRange(found, (int)(0.93 * Probes), Probes);
    }

    [Fact]
    public void A_snapshot_keeps_the_calibration()
    {
        using var folder = new TemporaryFolder();
        using FaceIndex index = Filled(new FaceIndexOptions { Dimension = Dimension, Graph = Poor, MateRecall = 0.9, AuditEvery = 3 });
        index.Calibrate(333, seed: 1);
        index.Save(folder["index"]);
        using FaceIndex opened = FaceIndex.Open(folder["index"]);
        Assert.Equal(index.Calibration!.Points, opened.Calibration!.Points);
        Assert.Equal(333, opened.Calibration.Sampled);
        opened.Save(folder["again"]);
        Assert.Equal(File.ReadAllBytes(folder["index"]), File.ReadAllBytes(folder["again"]));
    }

    [Fact]
    public void An_index_without_a_graph_has_nothing_to_calibrate()
    {
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = Dimension, ExactLimit = 0 });
        Assert.Empty(index.Calibrate(10, seed: 1).Points);
        index.Add(1, 1, SeededVectors.Gaussian(1, Dimension));
        Assert.Equal(1UL, index.FindFirst(SeededVectors.Gaussian(1, Dimension), SearchMode.Graph));
        Assert.Throws<ArgumentOutOfRangeException>(() => index.Calibrate(0, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => index.Calibrate(1, seed: 1, threads: 0));
    }

    [Theory]
    [InlineData(50, 0)]
    [InlineData(500, FaceIndexOptions.DefaultMissProbability)]
    public void Where_nothing_is_linked_a_graph_answer_is_complete_and_says_how_sure_it_is(int templates, double missProbability)
    {
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = Dimension, ExactLimit = 0 });
        for (int id = 0; id < templates; id++)
        {
            index.Add((ulong)id, (uint)id, SeededVectors.Gaussian(id, Dimension));
        }

        index.Find(SeededVectors.Gaussian(1, Dimension), new SearchRequest { Mode = SearchMode.Graph }, out SearchAnswer answer);
        Assert.Equal((SearchMode.Graph, true, missProbability), (answer.Mode, answer.Complete, answer.MissProbability));
    }

    [Fact]
    public void Auto_sweeps_where_no_walk_finds_enough()
    {
        using FaceIndex index = Filled(new FaceIndexOptions { Dimension = Dimension, ExactLimit = 0, SweepLimit = 0, AuditEvery = 0, Graph = Poor });
        float[] probe = SeededVectors.Gaussian(5, Dimension);
        index.Find(probe, default, out SearchAnswer uncalibrated);
        Assert.Equal((SearchMode.Graph, ModeReason.BeyondSweepLimit), (uncalibrated.Mode, uncalibrated.Reason));
        index.Find(probe, new SearchRequest { MateRecall = 1 }, out SearchAnswer all);
        Assert.Equal((SearchMode.Certified, ModeReason.RecallOutOfReach), (all.Mode, all.Reason));

        // Of three thousand templates a sweep is made in less time than a walk: once that is known, certainty costs nothing.
        index.Calibrate(100, seed: 1);
        index.Find(probe, default, out SearchAnswer calibrated);
        Assert.Equal((SearchMode.Certified, ModeReason.SweepAsFast), (calibrated.Mode, calibrated.Reason));
        index.Find(probe, new SearchRequest { TimeLimit = TimeSpan.FromTicks(1) }, out SearchAnswer hasty);
        Assert.Equal((SearchMode.Graph, ModeReason.TimeLimit), (hasty.Mode, hasty.Reason));
    }

    [Fact]
    public void At_a_recall_of_one_there_is_no_walk_without_codes_either()
    {
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = 32, ExactLimit = 0, SweepLimit = 0, AuditEvery = 0, Graph = Poor });
        for (int id = 0; id < 300; id++)
        {
            index.Add((ulong)id, (uint)id, SeededVectors.Gaussian(id, 32));
        }

        index.Link(2);
        float[] probe = SeededVectors.Gaussian(5, 32);
        index.Find(probe, default, out SearchAnswer walked);
        Assert.Equal((SearchMode.Graph, ModeReason.BeyondSweepLimit), (walked.Mode, walked.Reason));
        index.Find(probe, new SearchRequest { MateRecall = 1 }, out SearchAnswer all);
        Assert.Equal((SearchMode.Exact, ModeReason.NoCodes, true), (all.Mode, all.Reason, all.Complete));
    }

    [Fact]
    public void Where_many_wait_to_be_linked_everybody_is_swept()
    {
        using FaceIndex index = Filled(new FaceIndexOptions { Dimension = Dimension, ExactLimit = 0, SweepLimit = 0, AuditEvery = 0, Graph = Poor });
        for (int id = 0; id < 200; id++)
        {
            index.Remove(new TemplateId((ulong)id));
        }

        index.Link(2);
        var ways = new List<(SearchMode, ModeReason)>();
        for (int id = 0; id < 200; id++)
        {
            // Into slots among the linked ones, where a walk does not find them.
            index.Add((ulong)(Templates + id), (uint)id, SeededVectors.Gaussian(Templates + id, Dimension));
            Assert.Equal((ulong)(Templates + id), index.Find(SeededVectors.Gaussian(Templates + id, Dimension), new SearchRequest { MaxCandidates = 1 }, out SearchAnswer answer)[0].Template.Value);
            ways.Add((answer.Mode, answer.Reason));
        }

        Assert.Equal((SearchMode.Graph, ModeReason.BeyondSweepLimit), ways[0]);
        Assert.Equal((SearchMode.Certified, ModeReason.SweepAsFast), ways[^1]);
    }

    [Fact]
    public void One_in_so_many_walks_is_swept_too()
    {
        using FaceIndex index = Filled(new FaceIndexOptions { Dimension = Dimension, ExactLimit = 0, SweepLimit = 0, AuditEvery = 5, Graph = Poor });
        var reasons = new List<ModeReason>();
        for (int i = 0; i < 50; i++)
        {
            index.Find(SeededVectors.Beside(SeededVectors.Gaussian(i, Dimension), 1.1, i), default, out SearchAnswer answer);
            reasons.Add(answer.Reason);
            Assert.Equal(answer.Reason == ModeReason.Audited, answer.Complete);
        }

        Assert.Equal(10, reasons.Count(reason => reason == ModeReason.Audited));
        Assert.Equal(10, index.WalkAudit.Audited);
        Assert.InRange(index.WalkAudit.Agreed, 0, 10);
    }

    /// <summary>At a threshold a walk that goes astray finds nobody: the audit that passes over those sees none go astray.</summary>
    [Fact]
    public void Walks_that_found_nobody_are_audited_too_and_count_where_there_is_somebody()
    {
        using FaceIndex index = Filled(new FaceIndexOptions { Dimension = Dimension, ExactLimit = 0, SweepLimit = 0, AuditEvery = 1, MateRecall = 0.5, Graph = Poor });
        var request = new SearchRequest { MaxCandidates = 1, Threshold = 0.6f };
        int somebody = 0;
        int lost = 0;
        for (int i = 0; i < 300; i++)
        {
            // Every third is a stranger, whom nobody resembles so much.
            float[] probe = SeededVectors.Beside(SeededVectors.Gaussian(i % 3 == 0 ? Templates + i : i, Dimension), 0.9, i);
            int there = index.Find(probe, request with { Mode = SearchMode.Certified }).Length;
            somebody += there;
            lost += there - index.Find(probe, request with { Mode = SearchMode.Graph }).Length;
            Assert.Equal(there, index.Find(probe, request, out SearchAnswer answer).Length);
            Assert.Equal((ModeReason.Audited, true), (answer.Reason, answer.Complete));
        }

        Assert.InRange(somebody, 100, 250);
        Assert.InRange(lost, 1, somebody);
        Assert.Equal(new WalkAudit(somebody, somebody - lost, 1), index.WalkAudit);
    }

    [Fact]
    public void Where_too_many_walks_go_astray_they_become_wider()
    {
        var auditor = new WalkAuditor(every: 2, target: 0.9);
        Assert.Equal([false, true, false, true], Enumerable.Range(0, 4).Select(_ => auditor.IsDue()));
        for (int i = 0; i < 64; i++)
        {
            auditor.Note(agrees: i % 10 != 0);
        }

        Assert.Equal(new WalkAudit(64, 57, 1), auditor.Audit);
        for (int i = 0; i < 64; i++)
        {
            auditor.Note(agrees: i % 3 != 0);
        }

        Assert.Equal(1.25, auditor.Audit.Widening);
        Assert.Equal(125, auditor.Widened(100));
        for (int i = 0; i < 64 * 100; i++)
        {
            auditor.Note(agrees: false);
        }

        Assert.Equal(8, auditor.Audit.Widening);
        Assert.Equal(65536, auditor.Widened(60000));
        Assert.DoesNotContain(true, Enumerable.Range(0, 10).Select(_ => new WalkAuditor(every: 0, target: 1).IsDue()));
    }

    [Fact]
    public void What_a_search_costs_is_the_least_that_was_seen_and_rises_slowly()
    {
        var costs = new CostMeter();
        costs.NoteSweep(1000, hasThreshold: true, 2000);
        Assert.Equal(2000, costs.Sweep(1000, hasThreshold: true), 1e-6);
        Assert.NotEqual(2000, costs.Sweep(1000, hasThreshold: false), 1e-6);
        costs.NoteSweep(1000, hasThreshold: true, 1e9);
        Assert.InRange(costs.Sweep(1000, hasThreshold: true), 2001, 2100);

        // One that its limit ended raises it, but not by all that a processor busy with other things makes of it.
        double believed = costs.Sweep(1000, hasThreshold: true);
        costs.NoteLateSweep(500, hasThreshold: true, believed * 0.6);
        Assert.Equal(1.2 * believed, costs.Sweep(1000, hasThreshold: true), 1e-6);
        costs.NoteLateSweep(500, hasThreshold: true, 1e9);
        Assert.Equal(1.8 * believed, costs.Sweep(1000, hasThreshold: true), 1e-6);
        costs.NoteLateSweep(1000, hasThreshold: true, believed);
        Assert.Equal(1.8 * believed, costs.Sweep(1000, hasThreshold: true), 1e-6);
        costs.NoteWalk(100, 50_000);
        Assert.Equal(100_000, costs.Walk(200), 1e-6);
    }

    [Theory]
    [InlineData(0.49)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_recall_is_a_share(double recall)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FaceIndex(new FaceIndexOptions { Dimension = Dimension, MateRecall = recall }));
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = Dimension });
        Assert.Throws<ArgumentOutOfRangeException>(() => index.Find(new float[Dimension], new SearchRequest { MateRecall = recall }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FaceIndex(new FaceIndexOptions { Dimension = Dimension, AuditEvery = -1 }));
    }

    private static HnswParameters Poor => new() { M = 4, EfConstruction = 12, EfSearch = 32 };

    private static FaceIndex Filled(FaceIndexOptions options)
    {
        var index = new FaceIndex(options);
        for (int id = 0; id < Templates; id++)
        {
            index.Add((ulong)id, (uint)id, SeededVectors.Gaussian(id, Dimension));
        }

        index.Link(2);
        return index;
    }

    private static double Recall(FaceIndex index, double asked) => Enumerable.Range(0, 500).Average(id =>
    {
        float[] probe = SeededVectors.Beside(SeededVectors.Gaussian(id, Dimension), 1.1, id);
        Candidate[] walked = index.Find(probe, new SearchRequest { MaxCandidates = 1, Mode = SearchMode.Graph, MateRecall = asked });
        return walked[0].Template.Value == index.FindFirst(probe, SearchMode.Exact) ? 1 : 0;
    });
}

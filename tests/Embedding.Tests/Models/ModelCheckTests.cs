using System.Text.Json.Nodes;
using HyperFace.Embedding.Tests.Graphs;

namespace HyperFace.Embedding.Tests.Models;

/// <summary>Each thing that can be wrong with a model is found by its name, and nothing else is.</summary>
public sealed class ModelCheckTests
{
    private static readonly string[] Steps = ["manifest", "finite", "deterministic", "batch", "norm", "discriminating", "channelOrder"];

    [Fact]
    public void A_model_that_is_in_order_passes_every_step()
    {
        ModelCheckReport report = Check(FaceGraphs.Projection(dimension: 64), json => json["dimension"] = 64);
        Assert.Equal(Steps, report.Findings.Select(finding => finding.Name));
        Assert.All(report.Findings, finding => Assert.True(finding.Outcome == ModelFindingOutcome.Passed, $"{finding}"));
        Assert.Equal(ModelFindingOutcome.Passed, report.Outcome);
        Assert.Equal("Plane means", report.Manifest.Name);
        Assert.Contains("d' ", Of(report, "discriminating").Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_file_than_the_manifest_s_has_failed()
    {
        ModelCheckReport report = Check(FaceGraphs.Projection(), json => json["sha256"] = new string('0', 64));
        ModelFinding finding = Assert.Single(report.Findings);
        Assert.Equal(("manifest", ModelFindingOutcome.Failed), (finding.Name, finding.Outcome));
        Assert.Contains("SHA-256", finding.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_gives_no_vectors_has_failed_and_is_not_run_further()
    {
        ModelCheckReport report = Check(FaceGraphs.SquareRoots(), json => json["dimension"] = 3);
        Assert.Equal(["manifest", "finite"], report.Findings.Select(finding => finding.Name));
        Assert.Equal(ModelFindingOutcome.Failed, report.Outcome);
        Assert.Contains("not finite", Of(report, "finite").Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_that_mixes_the_faces_of_a_batch_has_failed() =>
        Assert.Equal(ModelFindingOutcome.Failed, Of(Check(FaceGraphs.MixesBatch()), "batch").Outcome);

    [Fact]
    public void A_norm_that_is_none_is_suspicious()
    {
        ModelCheckReport report = Check(FaceGraphs.WithNorm(), json => (json["dimension"], json["normOutput"]) = (3, "norm"), bright: true);
        Assert.Equal(ModelFindingOutcome.Suspicious, Of(report, "norm").Outcome);
        Assert.Contains("neither of unit length nor as long as 'norm' says", Of(report, "norm").Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_tells_nobody_apart_is_suspicious()
    {
        // It sees blue only, which is chance.
        using var model = new TestModel(FaceGraphs.FirstPlane(), json => (json["dimension"], json["channelOrder"]) = (64, "bgr"));
        ModelCheckReport report = ModelCheck.Run(model.ManifestPath, People(onlyRed: true));
        Assert.Equal(ModelFindingOutcome.Suspicious, Of(report, "discriminating").Outcome);
        Assert.Equal(ModelFindingOutcome.Suspicious, report.Outcome);
    }

    [Fact]
    public void The_other_channel_order_is_tried()
    {
        // Red says who it is; blue, which takes its place when the order is wrong, says nothing.
        using var model = new TestModel(FaceGraphs.FirstPlane(), json => (json["dimension"], json["channelOrder"]) = (64, "bgr"));
        ModelFinding finding = Of(ModelCheck.Run(model.ManifestPath, People(onlyRed: true)), "channelOrder");
        Assert.Equal(ModelFindingOutcome.Suspicious, finding.Outcome);
        Assert.Contains("try \"channelOrder\": \"rgb\"", finding.Words, StringComparison.Ordinal);

        using var right = new TestModel(FaceGraphs.FirstPlane(), json => json["dimension"] = 64);
        Assert.Equal(ModelFindingOutcome.Passed, Of(ModelCheck.Run(right.ManifestPath, People(onlyRed: true)), "channelOrder").Outcome);
    }

    [Fact]
    public void A_model_with_flip_fusion_is_checked_as_it_is_used() =>
        Assert.Equal(Steps, Check(FaceGraphs.Projection(dimension: 64), json => (json["dimension"], json["flipFusion"]) = (64, true)).Findings.Select(finding => finding.Name));

    [Fact]
    public void A_graph_for_one_face_at_a_time_is_checked_one_at_a_time() =>
        Assert.Contains("one face at a time", Of(Check(FaceGraphs.PlaneMeans(batch: 1)), "batch").Words, StringComparison.Ordinal);

    [Fact]
    public void A_manifest_that_is_not_there_is_no_finding() =>
        Assert.Throws<ModelException>(() => ModelCheck.Run("nothing.json", People()));

    [Fact]
    public void Too_few_faces_and_faces_of_another_size_are_refused()
    {
        using var model = new TestModel();
        AlignedFace face = AlignedFace.FromRgb(16, 16, new byte[16 * 16 * 3]);
        AlignedFace other = AlignedFace.FromRgb(8, 8, new byte[8 * 8 * 3]);
        Refused([], "2 people or more");
        Refused([[face, face]], "2 people or more");
        Refused([[face, face], [face]], "2 faces or more");
        Refused([[face, face], null!], "2 faces or more");
        Refused([[face, face], [face, other]], "8 x 8 pixels; this model takes 16 x 16");
        Refused([[face, face], [face, null!]], "null");
        Assert.Throws<ArgumentNullException>(() => ModelCheck.Run(model.ManifestPath, null!));

        void Refused(IReadOnlyList<IReadOnlyList<AlignedFace>> subjects, string words) =>
            Assert.Contains(words, Assert.Throws<ArgumentException>(() => ModelCheck.Run(model.ManifestPath, subjects)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_can_be_stopped()
    {
        using var model = new TestModel();
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => ModelCheck.Run(model.ManifestPath, People(), null, stopped.Token));
    }

    private static ModelCheckReport Check(byte[] onnx, Action<JsonObject>? change = null, bool bright = false)
    {
        using var model = new TestModel(onnx, change);
        return ModelCheck.Run(model.ManifestPath, People(bright: bright));
    }

    private static ModelFinding Of(ModelCheckReport report, string name) => report.Findings.Single(finding => finding.Name == name);

    /// <summary>Ten people of noise, three pictures each with a little noise of its own.</summary>
    private static AlignedFace[][] People(bool onlyRed = false, bool bright = false)
    {
        const int Bytes = FaceGraphs.Side * FaceGraphs.Side * 3;
        return [.. Enumerable.Range(0, 10).Select(person => Enumerable.Range(0, 3).Select(picture =>
        {
            var face = new Random(person);
            var day = new Random((person * 100) + picture);
            int least = bright ? 150 : 0;
            byte[] rgb = [.. Enumerable.Range(0, Bytes).Select(i =>
            {
                int own = face.Next(least, 256);
                int chance = day.Next(least, 256);
                return (byte)Math.Clamp(onlyRed && i % 3 > 0 ? chance : own + ((chance - own) / 10), 0, 255);
            })];
            return AlignedFace.FromRgb(FaceGraphs.Side, FaceGraphs.Side, rgb);
        }).ToArray())];
    }
}

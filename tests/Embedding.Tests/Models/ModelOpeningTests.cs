using System.Text.Json.Nodes;
using HyperFace.Embedding.Tests.Graphs;

namespace HyperFace.Embedding.Tests.Models;

public sealed class ModelOpeningTests
{
    [Fact]
    public void A_model_opens_by_its_manifest_and_by_its_file()
    {
        using var model = new TestModel();
        using FaceEmbedder byManifest = FaceEmbedder.Open(model.ManifestPath);
        using FaceEmbedder byFile = FaceEmbedder.Open(model.OnnxPath);
        Assert.Equal(byManifest.Fingerprint, byFile.Fingerprint);
        Assert.Equal("Plane means", byFile.Manifest.Name);
    }

    [Fact]
    public void A_file_with_another_hash_is_refused_with_both_hashes()
    {
        string hash = new('0', 64);
        string message = Refusal(FaceGraphs.PlaneMeans(), json => json["sha256"] = hash);
        Assert.Contains($"the manifest says {hash}", message, StringComparison.Ordinal);
        Assert.Matches("its SHA-256 is [0-9a-f]{64}", message);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var model = new TestModel(change: json => json["file"] = "elsewhere.onnx");
        Assert.Contains("elsewhere.onnx", Assert.Throws<ModelException>(() => model.Open()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    public void A_file_that_is_no_model_is_refused(int length) =>
        Assert.Contains("cannot load", Refusal([.. Enumerable.Repeat((byte)0xA5, length)]), StringComparison.Ordinal);

    [Fact]
    public void A_model_cut_short_is_refused()
    {
        byte[] whole = FaceGraphs.Projection();
        Assert.Contains("cannot load", Refusal(whole[..(whole.Length / 2)]), StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_of_another_name_is_refused_with_the_names_that_are_there() =>
        Refuses(FaceGraphs.PlaneMeans(input: "data"), "has no input 'image', which the manifest's 'input' names. It has: 'data'");

    [Fact]
    public void An_output_of_another_name_is_refused_with_the_names_that_are_there() =>
        Refuses(FaceGraphs.PlaneMeans(output: "fc1"), "has no output 'embedding', which the manifest's 'output' names. It has: 'fc1'");

    [Fact]
    public void Another_dimension_is_refused() =>
        Refuses(FaceGraphs.PlaneMeans(), "the output 'embedding' has the shape [any, 4]; the manifest asks for [any, 512]", json => json["dimension"] = 512);

    [Fact]
    public void Another_input_size_is_refused() =>
        Refuses(FaceGraphs.PlaneMeans(side: 24), "the input 'image' has the shape [any, 3, 24, 24]; the manifest asks for [any, 3, 16, 16]");

    [Fact]
    public void Another_element_type_is_refused() =>
        Refuses(FaceGraphs.Bytes(), "the input 'image' is a tensor of UInt8; it must be a tensor of float32", json => json["dimension"] = 3);

    [Fact]
    public void A_graph_that_wants_more_than_the_image_is_refused() =>
        Refuses(FaceGraphs.TwoInputs(), "takes 2 inputs ('image', 'landmarks')", json => json["dimension"] = 3);

    [Fact]
    public void A_fixed_batch_of_several_is_refused() => Refuses(FaceGraphs.PlaneMeans(batch: 8), "takes batches of exactly 8 images");

    [Fact]
    public void A_shape_that_shows_only_when_the_graph_runs_is_checked_all_the_same()
    {
        Refuses(FaceGraphs.OpenShape(), "came with the shape [1, 3] for 1 image", json => json["dimension"] = 5);
        using var model = new TestModel(FaceGraphs.OpenShape(), json => json["dimension"] = 3);
        model.Open().Dispose();
    }

    [Fact]
    public void A_norm_output_that_is_not_there_is_refused() =>
        Refuses(FaceGraphs.PlaneMeans(), "has no output 'norm', which the manifest's 'normOutput' names", json => json["normOutput"] = "norm");

    [Fact]
    public void A_norm_output_of_another_shape_is_refused() =>
        Refuses(FaceGraphs.WithNorm(normLength: 2), "the output 'norm' has the shape [any, 2]; the manifest asks for [any, 1]", json =>
        {
            json["dimension"] = 3;
            json["normOutput"] = "norm";
        });

    [Fact]
    public void Weights_in_another_file_are_refused_although_they_are_there()
    {
        // Where ONNX Runtime would find them: relative to the working folder, since the model comes as bytes.
        using var folder = new TemporaryFolder();
        string weights = folder.Write("weights.bin", new byte[3 * 4 * sizeof(float)]);
        string location = Path.GetRelativePath(Directory.GetCurrentDirectory(), weights);
        Refuses(FaceGraphs.ExternalWeights(location), "keeps weights in another file");
    }

    [Fact]
    public void The_provider_auto_takes_the_cpu_where_there_is_no_other()
    {
        using var model = new TestModel();
        using FaceEmbedder embedder = model.Open(new FaceEmbedderOptions { ExecutionProvider = "auto" });
        Assert.Equal("cpu", embedder.ExecutionProvider);
    }

    [Theory]
    [InlineData("cpu")]
    [InlineData("CPU")]
    public void The_provider_cpu_is_always_there(string name)
    {
        using var model = new TestModel();
        using FaceEmbedder embedder = model.Open(new FaceEmbedderOptions { ExecutionProvider = name });
        Assert.Equal("cpu", embedder.ExecutionProvider);
    }

    [Theory]
    [InlineData("cuda")]
    [InlineData("tensorrt")]
    [InlineData("abacus")]
    public void A_provider_that_is_not_there_is_refused_by_name_with_those_that_are(string name)
    {
        using var model = new TestModel();
        string message = Assert.Throws<ExecutionProviderException>(() => model.Open(new FaceEmbedderOptions { ExecutionProvider = name })).Message;
        Assert.Contains($"'{name}' is not in this build of ONNX Runtime. It has: auto, cpu", message, StringComparison.Ordinal);
        Assert.Equal(name == "cuda", message.Contains("-p:OnnxRuntime=Gpu", StringComparison.Ordinal));
    }

    [Fact]
    public void Options_are_checked_before_anything_is_opened() =>
        Assert.Equal("BatchSize", Assert.Throws<ArgumentOutOfRangeException>(() => FaceEmbedder.Open("nowhere.json", new FaceEmbedderOptions { BatchSize = 0 })).ParamName);

    private static void Refuses(byte[] onnx, string message, Action<JsonObject>? change = null) =>
        Assert.Contains(message, Refusal(onnx, change), StringComparison.Ordinal);

    private static string Refusal(byte[] onnx, Action<JsonObject>? change = null)
    {
        using var model = new TestModel(onnx, change);
        string message = Assert.Throws<ModelException>(() => model.Open()).Message;
        Assert.Contains("face.onnx", message, StringComparison.Ordinal);
        return message;
    }
}

using System.Security.Cryptography;
using System.Text.Json.Nodes;
using HyperFace.Embedding.Tests.Graphs;
using HyperFace.OnnxGraphs;

namespace HyperFace.Embedding.Tests.Detection;

/// <summary>Detectors that are not what their manifest says.</summary>
public sealed class DetectorOpeningTests
{
    private static readonly OnnxProducer Producer = new("HyperFace.Embedding.Tests", "1");

    [Fact]
    public void A_detector_is_opened_by_its_manifest_or_its_file()
    {
        using var model = new ConstantDetector("scrfd", _ => { });
        using FaceDetector byManifest = model.Open();
        using var byFile = FaceDetector.Open(model.OnnxPath);
        Assert.Equal(byManifest.Manifest.Sha256, byFile.Manifest.Sha256);
        Assert.Equal("cpu", byFile.ExecutionProvider);
    }

    [Fact]
    public void A_changed_or_missing_file_is_refused()
    {
        using var model = new ConstantDetector("scrfd", _ => { });
        byte[] bytes = File.ReadAllBytes(model.OnnxPath);
        bytes[^1] ^= 1;
        File.WriteAllBytes(model.OnnxPath, bytes);
        Assert.Contains("its SHA-256 is", Refusal(model), StringComparison.Ordinal);
        File.Delete(model.OnnxPath);
        Assert.Contains("There is no ONNX file", Refusal(model), StringComparison.Ordinal);
    }

    [Fact]
    public void A_provider_that_is_not_there_is_refused()
    {
        using var model = new ConstantDetector("scrfd", _ => { });
        Assert.Throws<ExecutionProviderException>(() => model.Open(new FaceDetectorOptions { ExecutionProvider = "abacus" }));
    }

    [Theory]
    [InlineData("input", "'picture'", "the graph has no input 'picture'")]
    [InlineData("width", "64", "has the shape [1, 3, 64, 128]; the manifest asks for [1, 3, 64, 64]")]
    [InlineData("outputs", "['score_32', 'score_64', 'bbox_32', 'bbox_64', 'kps_32', 'kps_99']", "the graph has no output 'kps_99'")]
    [InlineData("outputs", "['score_32', 'score_64', 'kps_32', 'kps_64', 'bbox_32', 'bbox_64']", "'kps_32' came as")]
    public void What_the_manifest_says_wrong_is_refused_by_name(string property, string value, string inMessage)
    {
        using var model = new ConstantDetector("scrfd", _ => { }, json => json[property] = JsonNode.Parse(value.Replace('\'', '"')));
        Assert.Contains(inMessage, Refusal(model), StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_of_one_size_is_not_said_to_take_any()
    {
        using var model = new ConstantDetector("scrfd", _ => { }, json =>
        {
            json.Remove("width");
            json.Remove("height");
        });
        Assert.Contains("the manifest asks for [1, 3, any, any]", Refusal(model), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_kind_of_graph_is_refused()
    {
        Assert.Contains("takes 2 inputs", Refusal(FaceGraphs.TwoInputs(), "image"), StringComparison.Ordinal);
        Assert.Contains("is a tensor of UInt8", Refusal(FaceGraphs.Bytes(), "image"), StringComparison.Ordinal);
        Assert.Contains("has the shape", Refusal(FaceGraphs.PlaneMeans(), "image"), StringComparison.Ordinal);
        Assert.Contains("the graph has 1 outputs", Refusal(FaceGraphs.PlaneMeans(side: 64), "image"), StringComparison.Ordinal);
        Assert.Contains("cannot load", Refusal("no graph"u8.ToArray(), "image"), StringComparison.Ordinal);
        Assert.Contains("keeps weights in another file", Refusal(FaceGraphs.ExternalWeights("weights.bin"), "image"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_that_fails_when_it_runs_is_refused()
    {
        var graph = new OnnxGraph("fails");
        graph.AddInput("image", [1, 3, 64, 64]);
        graph.AddInitializer("shape", [2], [7L, 11L]);
        graph.AddNode("NonZero", ["image"], ["found"]);
        graph.AddNode("Reshape", ["found", "shape"], ["score"]);
        graph.AddNode("Cast", ["score"], ["floats"], OnnxArgument.Whole("to", 1));
        foreach (string output in new[] { "a", "b", "c", "d", "e", "f" })
        {
            graph.AddNode("Identity", ["floats"], [output]);
            graph.AddOutput(output, ["n", "m"]);
        }

        Assert.Contains("does not run", Refusal(graph.ToModel(Producer), "image"), StringComparison.Ordinal);
    }

    private static string Refusal(ConstantDetector model) => Assert.Throws<ModelException>(() => model.Open()).Message;

    private static string Refusal(byte[] onnx, string input)
    {
        using var folder = new TemporaryFolder();
        folder.Write("detector.onnx", onnx);
        JsonObject manifest = ConstantDetector.Manifest(Convert.ToHexStringLower(SHA256.HashData(onnx)));
        manifest["input"] = input;
        manifest["width"] = 64;
        manifest["height"] = 64;
        return Assert.Throws<ModelException>(() => FaceDetector.Open(folder.Write("detector.json", manifest.ToJsonString()))).Message;
    }
}

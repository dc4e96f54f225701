using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HyperFace.Embedding.Tests.Graphs;

namespace HyperFace.Embedding.Tests.Models;

/// <summary>A model file with its manifest, in a folder of its own; a test changes the manifest before it is written.</summary>
internal sealed class TestModel : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TestModel(byte[]? onnx = null, Action<JsonObject>? change = null)
    {
        onnx ??= FaceGraphs.PlaneMeans();
        OnnxPath = _folder.Write("face.onnx", onnx);
        JsonObject manifest = Manifest(Convert.ToHexStringLower(SHA256.HashData(onnx)));
        change?.Invoke(manifest);
        ManifestPath = _folder.Write("face.json", Encoding.UTF8.GetBytes(manifest.ToJsonString()));
    }

    public string OnnxPath { get; }

    public string ManifestPath { get; }

    /// <summary>A manifest with every property.</summary>
    public static JsonObject Manifest(string hash) => new()
    {
        ["name"] = "Plane means",
        ["notice"] = "For tests.",
        ["source"] = "FaceGraphs",
        ["licence"] = "MIT",
        ["file"] = "face.onnx",
        ["sha256"] = hash,
        ["input"] = "image",
        ["width"] = FaceGraphs.Side,
        ["height"] = FaceGraphs.Side,
        ["channelOrder"] = "rgb",
        ["mean"] = new JsonArray(127.5, 127.5, 127.5),
        ["scale"] = new JsonArray(0.00784313725490196, 0.00784313725490196, 0.00784313725490196),
        ["output"] = "embedding",
        ["dimension"] = FaceGraphs.Dimension,
        ["alignment"] = "arcface-112",
        ["threshold"] = 0.4,
    };

    public FaceEmbedder Open(FaceEmbedderOptions? options = null) => FaceEmbedder.Open(ManifestPath, options);

    public void Dispose() => _folder.Dispose();
}

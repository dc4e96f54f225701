using System.Security.Cryptography;
using System.Text.Json.Nodes;
using HyperFace.OnnxGraphs;

namespace HyperFace.Embedding.Tests.Generation;

/// <summary>
/// A generator whose pictures can be worked out by hand, in a folder of its own: 32 x 32 pixels; value 0, 1 or 2 of the
/// code is the brightness of the whole red, green or blue plane, value 3 is added to the pixel at row 5, column 9 of the
/// green one, and the mean of the noise is added to the blue plane.
/// </summary>
internal sealed class LinearGenerator : IDisposable
{
    public const int CodeLength = 8;
    public const int Side = 32;

    private static readonly OnnxProducer Producer = new("HyperFace.Embedding.Tests", "1");

    private readonly TemporaryFolder _folder = new();

    public LinearGenerator(Action<JsonObject>? change = null, bool noise = true, bool nhwc = false, Func<byte[]>? graph = null)
    {
        byte[] onnx = graph?.Invoke() ?? Graph(noise, nhwc);
        OnnxPath = _folder.Write("generator.onnx", onnx);
        JsonObject manifest = Manifest(Convert.ToHexStringLower(SHA256.HashData(onnx)), noise);
        manifest["layout"] = nhwc ? "nhwc" : "nchw";
        change?.Invoke(manifest);
        ManifestPath = _folder.Write("generator.json", manifest.ToJsonString());
    }

    public string OnnxPath { get; }

    public string ManifestPath { get; }

    /// <summary>A manifest with every property that a generator may have, save <c>crop</c>.</summary>
    public static JsonObject Manifest(string hash, bool noise = true)
    {
        var manifest = new JsonObject
        {
            ["name"] = "Planes",
            ["notice"] = "For tests.",
            ["source"] = "LinearGenerator",
            ["licence"] = "MIT",
            ["file"] = "generator.onnx",
            ["sha256"] = hash,
            ["codeInput"] = "code",
            ["codeLength"] = CodeLength,
            ["output"] = "picture",
            ["layout"] = "nchw",
            ["channelOrder"] = "rgb",
            ["valueRange"] = new JsonArray(0, 1),
            ["size"] = Side,
        };
        if (noise)
        {
            manifest["noiseInput"] = "noise";
            manifest["noiseShape"] = new JsonArray(1, 2, 3);
        }

        return manifest;
    }

    /// <summary>The graph, as a file.</summary>
    /// <param name="noise">Takes noise.</param>
    /// <param name="nhwc">Gives pixels in place of planes.</param>
    /// <param name="build">Adds nodes between <c>planes</c> [1, 3, 32, 32] and <c>picture</c>; null for none.</param>
    /// <param name="shape">Shape of the output as the graph says it; null for the right one.</param>
    public static byte[] Graph(bool noise = true, bool nhwc = false, Action<OnnxGraph>? build = null, OnnxDimension[]? shape = null)
    {
        var weights = new float[CodeLength * 3 * Side * Side];
        for (int channel = 0; channel < 3; channel++)
        {
            weights.AsSpan(((channel * 3) + channel) * Side * Side, Side * Side).Fill(1f);
        }

        weights[(3 * 3 * Side * Side) + (Side * Side) + (5 * Side) + 9] = 1f;
        var graph = new OnnxGraph("generator");
        graph.AddInput("code", ["batch", CodeLength]);
        graph.AddInitializer("weights", [CodeLength, 3 * Side * Side], weights);
        graph.AddInitializer("planesShape", [4], [1L, 3L, Side, Side]);
        graph.AddNode("MatMul", ["code", "weights"], ["values"]);
        graph.AddNode("Reshape", ["values", "planesShape"], [noise ? "quiet" : "planes"]);
        if (noise)
        {
            graph.AddInput("noise", [1, 2, 3]);
            graph.AddInitializer("blue", [1, 3, 1, 1], [0f, 0f, 1f]);
            graph.AddNode("ReduceMean", ["noise"], ["mean"], OnnxArgument.Wholes("axes", 0, 1, 2), OnnxArgument.Whole("keepdims", 0));
            graph.AddNode("Mul", ["mean", "blue"], ["shift"]);
            graph.AddNode("Add", ["quiet", "shift"], ["planes"]);
        }

        if (build is not null)
        {
            build(graph);
        }
        else if (nhwc)
        {
            graph.AddNode("Transpose", ["planes"], ["picture"], OnnxArgument.Wholes("perm", 0, 2, 3, 1));
        }
        else
        {
            graph.AddNode("Identity", ["planes"], ["picture"]);
        }

        graph.AddOutput("picture", shape ?? (nhwc ? [1, Side, Side, 3] : [1, 3, Side, Side]));
        return graph.ToModel(Producer);
    }

    public FaceGenerator Open(int size = Side) => FaceGenerator.Open(ManifestPath, new FaceGeneratorOptions { Size = size });

    public void Dispose() => _folder.Dispose();
}

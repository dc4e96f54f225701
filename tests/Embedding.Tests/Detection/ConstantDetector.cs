using System.Security.Cryptography;
using System.Text.Json.Nodes;
using HyperFace.OnnxGraphs;

namespace HyperFace.Embedding.Tests.Detection;

/// <summary>
/// A detector that answers whatever the test says, in a folder of its own: of each layout the outputs as tables, cell by
/// cell. Two strides, 32 and 64, in an input of 128 × 64, so that each stride has few cells: 4 × 2 and 2 × 1.
/// </summary>
internal sealed class ConstantDetector : IDisposable
{
    public const int Width = 128;
    public const int Height = 64;

    private static readonly OnnxProducer Producer = new("HyperFace.Embedding.Tests", "1");

    private readonly TemporaryFolder _folder = new();

    /// <param name="layout"><c>scrfd</c> (two anchors) or <c>yunet</c>.</param>
    /// <param name="set">Fills the outputs; they are zero before: no face anywhere.</param>
    /// <param name="change">Changes the manifest before it is written.</param>
    /// <param name="batch">A batch dimension of one stands before each output.</param>
    /// <param name="shape">Changes an output's shape.</param>
    public ConstantDetector(string layout, Action<Dictionary<string, float[]>> set, Action<JsonObject>? change = null, bool batch = false, Func<string, long[], long[]>? shape = null)
    {
        bool yunet = layout == "yunet";
        int anchors = yunet ? 1 : 2;
        string[] kinds = yunet ? ["cls", "obj", "bbox", "kps"] : ["score", "bbox", "kps"];
        (int Stride, int Cells)[] levels = [(32, 8), (64, 2)];
        var values = new Dictionary<string, float[]>();
        foreach (string kind in kinds)
        {
            foreach ((int stride, int cells) in levels)
            {
                values[$"{kind}_{stride}"] = new float[cells * anchors * ColumnsOf(kind)];
            }
        }

        set(values);
        var graph = new OnnxGraph("constant");
        graph.AddInput("input", [1, 3, Height, Width]);
        foreach ((string name, float[] table) in values)
        {
            int columns = ColumnsOf(name.Split('_')[0]);
            long[] rows = [table.Length / columns, columns];
            long[] given = batch ? [1, .. rows] : rows;
            given = shape?.Invoke(name, given) ?? given;
            graph.AddInitializer(name + "Table", given, table);
            graph.AddNode("Identity", [name + "Table"], [name]);
            graph.AddOutput(name, [.. given]);
        }

        byte[] onnx = graph.ToModel(Producer);
        OnnxPath = _folder.Write("detector.onnx", onnx);
        JsonObject manifest = Manifest(Convert.ToHexStringLower(SHA256.HashData(onnx)), layout);
        change?.Invoke(manifest);
        ManifestPath = _folder.Write("detector.json", manifest.ToJsonString());
    }

    public string OnnxPath { get; }

    public string ManifestPath { get; }

    /// <summary>A manifest with every property that a detector of fixed size may have.</summary>
    public static JsonObject Manifest(string hash, string layout = "scrfd") => new()
    {
        ["name"] = "Constants",
        ["notice"] = "For tests.",
        ["source"] = "ConstantDetector",
        ["licence"] = "MIT",
        ["file"] = "detector.onnx",
        ["sha256"] = hash,
        ["layout"] = layout,
        ["input"] = "input",
        ["width"] = Width,
        ["height"] = Height,
        ["channelOrder"] = "rgb",
        ["mean"] = new JsonArray(127.5, 127.5, 127.5),
        ["scale"] = new JsonArray(0.0078125, 0.0078125, 0.0078125),
        ["strides"] = new JsonArray(32, 64),
        ["anchors"] = layout == "yunet" ? 1 : 2,
        ["scoreThreshold"] = 0.5,
        ["overlapThreshold"] = 0.4,
    };

    public FaceDetector Open(FaceDetectorOptions? options = null) => FaceDetector.Open(ManifestPath, options);

    public void Dispose() => _folder.Dispose();

    private static int ColumnsOf(string kind) => kind switch { "bbox" => 4, "kps" => 10, _ => 1 };
}

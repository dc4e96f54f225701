using System.Security.Cryptography;
using System.Text.Json.Nodes;
using HyperFace.OnnxGraphs;

namespace HyperFace.Host.Tests.People;

/// <summary>
/// A real face model, small enough to be written in a moment: the colours of an 8 × 8 grid are the embedding. It tells
/// the people of <see cref="Portraits"/> apart.
/// </summary>
internal static class TestModel
{
    public const int Dimension = 3 * Grid * Grid;
    public const float Threshold = 0.5f;
    public const string Notice = "Knows only coloured squares.";

    private const int Grid = 8;
    private const int Side = 2 * Grid;

    /// <summary>Writes model and manifest; returns the manifest's path. Another <paramref name="name"/> is the same model, another <paramref name="gain"/> is not.</summary>
    public static string Write(TemporaryFolder folder, string name = "squares", float gain = 1)
    {
        byte[] onnx = Graph(gain);
        folder.Write($"models/{name}.onnx", onnx);
        return folder.Write($"models/{name}.json", new JsonObject
        {
            ["name"] = "Coloured squares",
            ["notice"] = Notice,
            ["file"] = $"{name}.onnx",
            ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(onnx)),
            ["input"] = "image",
            ["width"] = Side,
            ["height"] = Side,
            ["channelOrder"] = "rgb",
            ["mean"] = new JsonArray(127.5, 127.5, 127.5),
            ["scale"] = new JsonArray(0.0078125, 0.0078125, 0.0078125),
            ["output"] = "embedding",
            ["dimension"] = Dimension,
            ["alignment"] = "none",
            ["threshold"] = Threshold,
        }.ToJsonString());
    }

    private static byte[] Graph(float gain)
    {
        var graph = new OnnxGraph("squares");
        graph.AddInput("image", ["batch", 3, Side, Side]);
        graph.AddInitializer("gain", [1], [gain]);
        graph.AddNode("AveragePool", ["image"], ["squares"], OnnxArgument.Wholes("kernel_shape", 2, 2), OnnxArgument.Wholes("strides", 2, 2));
        graph.AddNode("Flatten", ["squares"], ["flat"]);
        graph.AddNode("Mul", ["flat", "gain"], ["embedding"]);
        graph.AddOutput("embedding", ["batch", Dimension]);
        return graph.ToModel(new OnnxProducer("HyperFace.Host.Tests", "1"));
    }
}

using System.Security.Cryptography;
using System.Text.Json;
using HyperFace.DemoModel.Graphs;
using HyperFace.Embedding;

namespace HyperFace.DemoModel;

/// <summary>Writes a model with the manifest that describes it.</summary>
internal static class ModelFiles
{
    private const string Notice = "Knows only the synthetic faces that this project draws. It cannot tell real people apart: for photographs bring a face model of your own.";
    private const float Grey = 127.5f;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>Writes <paramref name="name"/>.onnx and <paramref name="name"/>.json; returns the manifest's path.</summary>
    public static string Write(string folder, string name, byte[] model, string output, int dimension, float? threshold)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, $"{name}.onnx"), model);
        string manifest = Path.Combine(folder, $"{name}.json");
        File.WriteAllText(manifest, JsonSerializer.Serialize(
            new
            {
                name = "HyperFace demo (Fisherfaces)",
                notice = Notice,
                source = "dotnet run -c Release --project tools/DemoModel",
                licence = "MIT",
                file = $"{name}.onnx",
                sha256 = Convert.ToHexStringLower(SHA256.HashData(model)),
                input = FaceFeatures.Input,
                width = 112,
                height = 112,
                channelOrder = nameof(ChannelOrder.Rgb).ToLowerInvariant(),
                mean = new[] { Grey, Grey, Grey },
                scale = new[] { 1 / Grey, 1 / Grey, 1 / Grey },
                output,
                dimension,
                alignment = "arcface-112",
                threshold,
            },
            Json) + "\n");
        return manifest;
    }
}

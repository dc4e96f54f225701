using System.Security.Cryptography;

namespace HyperFace.Bench.Inference;

/// <summary>A face model of IR-50's size on disk, network and manifest: the one place where the benchmarks get theirs.</summary>
internal static class Ir50Model
{
    private const int Seed = 50;

    /// <summary>Writes <c>ir_50.onnx</c> and <c>ir_50.json</c>; returns the ONNX file's path and the numbers in the network.</summary>
    public static (string Path, long Parameters) Write(string folder)
    {
        string path = Path.Combine(folder, "ir_50.onnx");
        Ir50Graph network = Ir50Graph.Write(path, Seed);
        File.WriteAllText(Path.ChangeExtension(path, ".json"), $$"""
            {
              "name": "IR-50 of noise", "file": "ir_50.onnx", "sha256": "{{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))}}",
              "input": "image", "width": {{Ir50Graph.Side}}, "height": {{Ir50Graph.Side}}, "channelOrder": "bgr",
              "mean": [127.5, 127.5, 127.5], "scale": [0.00784313725490196, 0.00784313725490196, 0.00784313725490196],
              "output": "embedding", "dimension": {{Ir50Graph.Dimension}}, "alignment": "arcface-112"
            }
            """);
        return (path, network.Parameters);
    }
}

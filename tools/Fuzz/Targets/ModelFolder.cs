using System.Globalization;
using System.Security.Cryptography;

namespace HyperFace.Fuzz.Targets;

/// <summary>A model with its manifest in a folder of its own, in memory where the system has a place for that.</summary>
internal sealed class ModelFolder : IDisposable
{
    private const string InMemory = "/dev/shm";

    private readonly DirectoryInfo _folder = Directory.Exists(InMemory)
        ? Directory.CreateDirectory(Path.Combine(InMemory, $"hyperface-fuzz-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}"))
        : Directory.CreateTempSubdirectory("hyperface-fuzz-");

    /// <summary>The manifest's path.</summary>
    public string Manifest => Path.Combine(_folder.FullName, "face.json");

    /// <summary>Writes the model and a manifest that fits it.</summary>
    public void WriteModel(byte[] onnx)
    {
        File.WriteAllBytes(Path.Combine(_folder.FullName, "face.onnx"), onnx);
        File.WriteAllText(Manifest, $$"""
            {
              "name": "Fuzzed", "file": "face.onnx", "sha256": "{{Convert.ToHexStringLower(SHA256.HashData(onnx))}}",
              "input": "image", "width": 16, "height": 16, "channelOrder": "rgb", "mean": [127.5, 127.5, 127.5],
              "scale": [0.0078125, 0.0078125, 0.0078125], "output": "embedding", "dimension": 4, "alignment": "none"
            }
            """);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}

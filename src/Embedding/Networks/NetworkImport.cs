using System.Diagnostics;
using System.Security.Cryptography;
using HyperFace.Embedding.Checkpoints;
using HyperFace.Embedding.Manifests;
using HyperFace.OnnxGraphs;

namespace HyperFace.Embedding.Networks;

/// <summary>From an open checkpoint to a model with its manifest.</summary>
internal static class NetworkImport
{
    /// <summary>The middle of 0 to 255: what training code writes as (value / 255 − 0.5) / 0.5 is (value − 127.5) × 2 / 255.</summary>
    private const float MidGrey = 127.5f;

    private const float Scale = 2f / 255;

    /// <summary>
    /// Names the way of writing, not the release: the same checkpoint must give the same file, and with it the same
    /// fingerprint, until the graph itself is written otherwise.
    /// </summary>
    private static readonly OnnxProducer Producer = new("HyperFace.Search checkpoint import", "1");

    public static ImportedModel Run(string path, ModelTarget target, CheckpointImportOptions options, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        using FileStream stream = Open(path);
        Checkpoint checkpoint = Checkpoint.Read(stream, path);
        Dictionary<string, CheckpointTensor> tensors = TensorsUnder(options.Prefix, checkpoint);
        IrArchitecture architecture = IrInference.Run(tensors, options.Prefix, checkpoint.Refusal);
        string hash = checkpoint.Hash(cancellation);
        TimeSpan reading = Stopwatch.GetElapsedTime(start);

        start = Stopwatch.GetTimestamp();
        target.MakeFolder();
        (string sha256, long bytes) = Write(target.Onnx, architecture, new CheckpointWeights(checkpoint, tensors, cancellation), hash);
        string file = Path.GetFileName(path);
        ModelManifest manifest = ManifestOf(architecture, target, sha256, options) with
        {
            Name = options.Name ?? NameOf(file),
            Source = $"imported from the checkpoint {CheckpointRefusal.Shown(file)}",
            CheckpointSha256 = hash,
        };
        ManifestWriter.Write(target.Manifest, manifest);
        return new ImportedModel(
            manifest, target.Manifest, target.Onnx, bytes, architecture.Name, architecture.Parameters, checkpoint.Names.Count - tensors.Count, reading, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Writes a network as an ONNX file.</summary>
    /// <param name="path">The file; replaced when it is there.</param>
    /// <param name="architecture">The network.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="checkpointHash">SHA-256 of the checkpoint that they come from; null when they come from none.</param>
    /// <returns>The SHA-256 of the file, and how long it is.</returns>
    public static (string Sha256, long Bytes) Write(string path, IrArchitecture architecture, IIrWeights weights, string? checkpointHash = null)
    {
        var metadata = new Dictionary<string, string>
        {
            ["architecture"] = architecture.Name,
            ["parameters"] = FormattableString.Invariant($"{architecture.Parameters}"),
        };
        if (checkpointHash is not null)
        {
            metadata["checkpointSha256"] = checkpointHash;
        }

        OnnxGraph graph = IrGraph.Build(architecture, weights);
        using var hash = SHA256.Create();
        long bytes = 0;
        DurableFile.Write(path, stream =>
        {
            using (var hashed = new CryptoStream(stream, hash, CryptoStreamMode.Write, leaveOpen: true))
            {
                graph.WriteTo(hashed, Producer, metadata);
            }

            bytes = stream.Length;
        });
        return (Convert.ToHexStringLower(hash.Hash!), bytes);
    }

    /// <summary>What the manifest of a network says whatever its weights are.</summary>
    public static ModelManifest ManifestOf(IrArchitecture architecture, ModelTarget target, string sha256, CheckpointImportOptions options) => new()
    {
        Name = options.Name ?? architecture.Name,
        Notice = options.Notice,
        Licence = options.Licence,
        File = Path.GetFileName(target.Onnx),
        Sha256 = sha256,
        Input = IrGraph.Input,
        Width = architecture.Side,
        Height = architecture.Side,
        ChannelOrder = options.ChannelOrder,
        Mean = [MidGrey, MidGrey, MidGrey],
        Scale = [Scale, Scale, Scale],
        Output = IrGraph.Feature,
        NormOutput = IrGraph.Norm,
        Dimension = architecture.Dimension,
        Alignment = options.Alignment,
        AlignmentFit = options.AlignmentFit,
        FlipFusion = options.FlipFusion,
        Threshold = options.Threshold,
        Parameters = architecture.Parameters,
        Architecture = architecture.Name,
    };

    private static FileStream Open(string path)
    {
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            if (stream.CanSeek)
            {
                return stream;
            }

            stream.Dispose();
            throw new IOException("it is no file that can be read from any place");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string message = exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file." : $"it cannot be read: {exception.Message}";
            throw new CheckpointRefusal(path).Because(InvalidCheckpointReason.Unreadable, message, exception);
        }
    }

    private static Dictionary<string, CheckpointTensor> TensorsUnder(string prefix, Checkpoint checkpoint)
    {
        var tensors = checkpoint.Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(name => name[prefix.Length..], checkpoint.Tensor, StringComparer.Ordinal);
        return tensors.Count > 0
            ? tensors
            : throw checkpoint.Refusal.Because(
                InvalidCheckpointReason.WrongArchitecture,
                $"none of its {checkpoint.Names.Count} tensors has a name that begins with '{prefix}'{(checkpoint.Names.FirstOrDefault() is { } first ? $"; the first is '{CheckpointRefusal.Shown(first)}'" : "")}. Another prefix can be asked for.");
    }

    private static string NameOf(string file)
    {
        string name = CheckpointRefusal.Shown(Path.GetFileNameWithoutExtension(file));
        return string.IsNullOrWhiteSpace(name) ? "Imported model" : name;
    }
}

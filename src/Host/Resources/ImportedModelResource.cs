using HyperFace.Embedding;

namespace HyperFace.Host.Resources;

/// <summary>A model that was made of a checkpoint.</summary>
internal sealed record ImportedModelResource
{
    /// <summary>The model's name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>Its fingerprint.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>Where its manifest lies.</summary>
    public required string Manifest { get; init; }

    /// <summary>Where its ONNX file lies.</summary>
    public required string Onnx { get; init; }

    /// <summary>Bytes of the ONNX file.</summary>
    public required long OnnxBytes { get; init; }

    /// <summary>SHA-256 of the ONNX file.</summary>
    public required string Sha256 { get; init; }

    /// <summary>SHA-256 of the checkpoint.</summary>
    public string? CheckpointSha256 { get; init; }

    /// <summary>The network.</summary>
    public required string Architecture { get; init; }

    /// <summary>Numbers that training adjusted.</summary>
    public required long Parameters { get; init; }

    /// <summary>Length of a template.</summary>
    public required int Dimension { get; init; }

    /// <summary>Tensors of the checkpoint that are not the network's.</summary>
    public required int TensorsIgnored { get; init; }

    /// <summary>How long it took to read the checkpoint.</summary>
    public required double ReadingSeconds { get; init; }

    /// <summary>How long it took to write the model.</summary>
    public required double WritingSeconds { get; init; }

    /// <summary>The resource for a model.</summary>
    public static ImportedModelResource From(ImportedModel model) => new()
    {
        Name = model.Manifest.Name,
        ModelVersion = model.Manifest.Fingerprint.ToString(),
        Manifest = model.ManifestPath,
        Onnx = model.OnnxPath,
        OnnxBytes = model.OnnxBytes,
        Sha256 = model.Manifest.Sha256,
        CheckpointSha256 = model.Manifest.CheckpointSha256,
        Architecture = model.Architecture,
        Parameters = model.Parameters,
        Dimension = model.Manifest.Dimension,
        TensorsIgnored = model.TensorsIgnored,
        ReadingSeconds = model.Reading.TotalSeconds,
        WritingSeconds = model.Writing.TotalSeconds,
    };
}

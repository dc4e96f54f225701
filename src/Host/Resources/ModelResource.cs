using HyperFace.Embedding;

namespace HyperFace.Host.Resources;

/// <summary>A face model that is loaded.</summary>
internal sealed record ModelResource
{
    /// <summary>The model's name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>Its fingerprint: 64 hexadecimal digits over the model file and everything that changes a vector.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>What it is and is not good for; null when there is nothing to warn of.</summary>
    public string? Notice { get; init; }

    /// <summary>Where it comes from, or the command that made it; null when not known.</summary>
    public string? Source { get; init; }

    /// <summary>Its licence; null when not known.</summary>
    public string? Licence { get; init; }

    /// <summary>Length of a template.</summary>
    public required int Dimension { get; init; }

    /// <summary>Width of an input image, in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height of an input image, in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>The template that faces are expected to be aligned to.</summary>
    public required string Alignment { get; init; }

    /// <summary>In which space the five points of a face are fitted to that template: <c>image</c> or <c>template</c>.</summary>
    public required AlignmentFit AlignmentFit { get; init; }

    /// <summary>Whether a face is embedded together with its mirror image.</summary>
    public required bool FlipFusion { get; init; }

    /// <summary>Similarity (−1 to 1) from which two of its templates are taken for one person; null when none is known.</summary>
    public float? Threshold { get; init; }

    /// <summary>SHA-256 of the ONNX file, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>SHA-256 of the checkpoint that it was imported from, in hexadecimal; null when not known.</summary>
    public string? CheckpointSha256 { get; init; }

    /// <summary>The network's name, for instance <c>ir_50</c>; null when not known.</summary>
    public string? Architecture { get; init; }

    /// <summary>Numbers that training adjusted; null when not known.</summary>
    public long? Parameters { get; init; }

    /// <summary>What runs it: <c>cpu</c>, <c>cuda</c>, …</summary>
    public required string ExecutionProvider { get; init; }

    /// <summary>How it is spread over the processors.</summary>
    public required InferenceResource Inference { get; init; }

    /// <summary>The resource for an open model.</summary>
    public static ModelResource From(FaceEmbedder model) => new()
    {
        Name = model.Manifest.Name,
        ModelVersion = model.Fingerprint.ToString(),
        Notice = model.Manifest.Notice,
        Source = model.Manifest.Source,
        Licence = model.Manifest.Licence,
        Dimension = model.Dimension,
        Width = model.Manifest.Width,
        Height = model.Manifest.Height,
        Alignment = model.Manifest.Alignment,
        AlignmentFit = model.Manifest.AlignmentFit,
        FlipFusion = model.Manifest.FlipFusion,
        Threshold = model.Manifest.Threshold,
        Sha256 = model.Manifest.Sha256,
        CheckpointSha256 = model.Manifest.CheckpointSha256,
        Architecture = model.Manifest.Architecture,
        Parameters = model.Manifest.Parameters,
        ExecutionProvider = model.ExecutionProvider,
        Inference = InferenceResource.From(model.Plan),
    };
}

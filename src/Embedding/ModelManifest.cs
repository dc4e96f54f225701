using HyperFace.Embedding.Manifests;

namespace HyperFace.Embedding;

/// <summary>
/// What must be known of an ONNX face model to use it; a JSON file beside the model (docs/formats/model-manifest.md).
/// Nothing of it is built into the program. Immutable.
/// </summary>
public sealed record ModelManifest
{
    /// <summary>The model's name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>What the model is and is not good for, shown wherever the model is; null when there is nothing to warn of.</summary>
    public string? Notice { get; init; }

    /// <summary>Where the model comes from, or the command that made it; null when not known.</summary>
    public string? Source { get; init; }

    /// <summary>The model's licence; null when not known.</summary>
    public string? Licence { get; init; }

    /// <summary>Name of the ONNX file, in the manifest's folder.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the ONNX file, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Name of the graph's image input, of shape [batch, 3, height, width], float32.</summary>
    public required string Input { get; init; }

    /// <summary>Width of an input image, in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height of an input image, in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Order of the colour planes.</summary>
    public required ChannelOrder ChannelOrder { get; init; }

    /// <summary>Subtracted from each channel value of 0..255; three numbers in the order of <see cref="ChannelOrder"/>.</summary>
    public required IReadOnlyList<float> Mean { get; init; }

    /// <summary>Multiplied with the difference; three numbers in the order of <see cref="ChannelOrder"/>.</summary>
    public required IReadOnlyList<float> Scale { get; init; }

    /// <summary>Name of the graph's output with the embedding, of shape [batch, dimension], float32.</summary>
    public required string Output { get; init; }

    /// <summary>Name of the graph's output with the embedding's norm, of shape [batch, 1]; null when it has none and the norm is measured.</summary>
    public string? NormOutput { get; init; }

    /// <summary>Length of an embedding: 2 to 4096.</summary>
    public required int Dimension { get; init; }

    /// <summary>The template that faces were aligned to in training, for instance <c>arcface-112</c>.</summary>
    public required string Alignment { get; init; }

    /// <summary>
    /// In which space the five points of a face are fitted to the template: <see cref="AlignmentFit.Image"/> (the default)
    /// minimises the error in the image, as AdaFace does, <see cref="AlignmentFit.Template"/> in the template, as
    /// InsightFace does. The two differ by a slight scale where the points do not fit perfectly.
    /// </summary>
    public AlignmentFit AlignmentFit { get; init; }

    /// <summary>
    /// Whether a face is embedded together with its mirror image: the sum of the two embeddings as they are before they
    /// are normalised (AdaFace's validation does so). False by default; twice the work.
    /// </summary>
    public bool FlipFusion { get; init; }

    /// <summary>Similarity (−1..1) from which two templates of this model are taken for one person, when nobody says otherwise; null when none is known.</summary>
    public float? Threshold { get; init; }

    /// <summary>SHA-256 of the checkpoint that the model was imported from, 64 hexadecimal digits; null when not known.</summary>
    public string? CheckpointSha256 { get; init; }

    /// <summary>Numbers that training adjusted, 1 or more: 43,585,600 for an <c>ir_50</c>; null when not known.</summary>
    public long? Parameters { get; init; }

    /// <summary>The network's name, for instance <c>ir_50</c>; null when not known.</summary>
    public string? Architecture { get; init; }

    /// <summary>The fingerprint of file hash and preprocessing: every property that changes a vector, and no other.</summary>
    public ModelFingerprint Fingerprint => ModelFingerprint.Of(CanonicalManifest.Of(this));

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">The manifest, or the ONNX file that it lies beside under the same name with the extension <c>.json</c>.</param>
    /// <exception cref="ModelException">There is none, or it is not a valid manifest; the message names the property.</exception>
    public static ModelManifest Load(string path) => ManifestReader.Read(path);
}

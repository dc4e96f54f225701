using HyperFace.Embedding.Detection;

namespace HyperFace.Embedding;

/// <summary>
/// What must be known of an ONNX face detector to use it; a JSON file beside it (docs/formats/detector-manifest.md).
/// Nothing of it is built into the program. Immutable.
/// </summary>
public sealed record DetectorManifest
{
    /// <summary>The detector's name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>What the detector is and is not good for; null when there is nothing to warn of.</summary>
    public string? Notice { get; init; }

    /// <summary>Where the detector comes from; null when not known.</summary>
    public string? Source { get; init; }

    /// <summary>The detector's licence; null when not known.</summary>
    public string? Licence { get; init; }

    /// <summary>Name of the ONNX file, in the manifest's folder.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the ONNX file, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What its outputs mean.</summary>
    public required DetectorLayout Layout { get; init; }

    /// <summary>Name of the graph's image input, of shape [1, 3, height, width], float32.</summary>
    public required string Input { get; init; }

    /// <summary>Width of the input in pixels, a multiple of the largest stride; null when the graph takes any size.</summary>
    public int? Width { get; init; }

    /// <summary>Height of the input in pixels, a multiple of the largest stride; null when the graph takes any size.</summary>
    public int? Height { get; init; }

    /// <summary>The longest side, in pixels, that a photo is shrunk to for a graph that takes any size: 32 to 2048, 640 by default.</summary>
    public int MaxSide { get; init; } = DetectorRules.DefaultMaxSide;

    /// <summary>Order of the colour planes.</summary>
    public required ChannelOrder ChannelOrder { get; init; }

    /// <summary>Subtracted from each channel value of 0..255; three numbers in the order of <see cref="ChannelOrder"/>.</summary>
    public required IReadOnlyList<float> Mean { get; init; }

    /// <summary>Multiplied with the difference; three numbers in the order of <see cref="ChannelOrder"/>.</summary>
    public required IReadOnlyList<float> Scale { get; init; }

    /// <summary>Pixels from one cell to the next, for each group of outputs, ascending.</summary>
    public required IReadOnlyList<int> Strides { get; init; }

    /// <summary>Answers for each cell: 1 to 16. With <see cref="DetectorLayout.YuNet"/> always 1.</summary>
    public required int Anchors { get; init; }

    /// <summary>Score (0..1) from which an answer is taken for a face.</summary>
    public required float ScoreThreshold { get; init; }

    /// <summary>Overlap (<see cref="FaceBox.OverlapWith"/>, 0..1) above which two answers are taken for one face.</summary>
    public required float OverlapThreshold { get; init; }

    /// <summary>Names of the outputs: all strides' scores, then all strides' boxes, then all strides' points; with <see cref="DetectorLayout.YuNet"/> two groups of scores. Null takes the layout's usual ones.</summary>
    public IReadOnlyList<string>? Outputs { get; init; }

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">The manifest, or the ONNX file that it lies beside under the same name with the extension <c>.json</c>.</param>
    /// <exception cref="ModelException">There is none, or it is not a valid manifest; the message names the property.</exception>
    public static DetectorManifest Load(string path) => DetectorReader.Read(path);
}

using HyperFace.Embedding.Generation;

namespace HyperFace.Embedding;

/// <summary>
/// What must be known of an ONNX face generator to use it; a JSON file beside it (docs/formats/generator-manifest.md).
/// Nothing of it is built into the program. Immutable.
/// </summary>
public sealed record GeneratorManifest
{
    /// <summary>The generator's name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>What the generator is and is not good for; null when there is nothing to warn of.</summary>
    public string? Notice { get; init; }

    /// <summary>Where the generator comes from; null when not known.</summary>
    public string? Source { get; init; }

    /// <summary>The generator's licence; null when not known.</summary>
    public string? Licence { get; init; }

    /// <summary>Name of the ONNX file, in the manifest's folder.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the ONNX file, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Name of the graph's input for the identity code, of shape [1, codeLength], float32.</summary>
    public required string CodeInput { get; init; }

    /// <summary>Values of an identity code: 8 to 4096.</summary>
    public required int CodeLength { get; init; }

    /// <summary>Name of the graph's input for noise, float32; null for a graph that makes one picture of a code.</summary>
    public string? NoiseInput { get; init; }

    /// <summary>Shape of the noise, filled with normal numbers of mean 0 and deviation 1; null without <see cref="NoiseInput"/>.</summary>
    public IReadOnlyList<int>? NoiseShape { get; init; }

    /// <summary>Name of the graph's output with the picture, float32.</summary>
    public required string Output { get; init; }

    /// <summary>Order of the picture's values.</summary>
    public required PixelLayout Layout { get; init; }

    /// <summary>Order of the colours.</summary>
    public required ChannelOrder ChannelOrder { get; init; }

    /// <summary>The value that is black and the value that is full colour: -1 and 1, 0 and 1, or 0 and 255.</summary>
    public required IReadOnlyList<float> ValueRange { get; init; }

    /// <summary>Width and height of the picture in pixels: 16 to 2048.</summary>
    public required int Size { get; init; }

    /// <summary>
    /// The square of the picture that shows the aligned face: left, top and side, in pixels; null takes the whole picture.
    /// </summary>
    public IReadOnlyList<int>? Crop { get; init; }

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">The manifest, or the ONNX file that it lies beside under the same name with the extension <c>.json</c>.</param>
    /// <exception cref="ModelException">There is none, or it is not a valid manifest; the message names the property.</exception>
    public static GeneratorManifest Load(string path) => GeneratorReader.Read(path);
}

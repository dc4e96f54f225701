namespace HyperFace.Host.Commands.Synthesis.Faces;

/// <summary><c>dataset.json</c>: how the set was made, and how much there is of it. The same command writes the same document.</summary>
internal sealed record DatasetDocument
{
    /// <summary>Always the same: what this file is.</summary>
    public string Format { get; init; } = "hyperface-faces 1";

    /// <summary>The program's version: another may draw other pictures.</summary>
    public required string Version { get; init; }

    public required long Seed { get; init; }

    public required int Identities { get; init; }

    public required int ImagesPerIdentity { get; init; }

    public required long Images { get; init; }

    public required int CodeLength { get; init; }

    /// <summary>Where the codes came from: <c>drawn</c>, or the name of the file.</summary>
    public required string Codes { get; init; }

    /// <summary>SHA-256 of <c>codes.npy</c>.</summary>
    public required string CodesSha256 { get; init; }

    public required float Beta { get; init; }

    public required GeneratorDocument Generator { get; init; }

    public required int Size { get; init; }

    public required string PictureFormat { get; init; }

    /// <summary>Null for PNG.</summary>
    public required int? JpegQuality { get; init; }
}

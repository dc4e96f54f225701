using HyperFace.Synthesis;

namespace HyperFace.Host.Commands.Synthesis.Faces;

/// <summary>What a run of <c>synth faces</c> was asked for.</summary>
internal sealed record FacesRequest
{
    public required string Out { get; init; }

    /// <summary>People; null for one a row of <see cref="Codes"/>, or the default.</summary>
    public required int? Identities { get; init; }

    public required int Images { get; init; }

    public required long Seed { get; init; }

    public required string? Codes { get; init; }

    public required int? CodeLength { get; init; }

    public required int DefaultCodeLength { get; init; }

    public required float Beta { get; init; }

    public required VariationRange Variation { get; init; }

    public required string? Generator { get; init; }

    public required string Provider { get; init; }

    public required PictureFormat Format { get; init; }

    public required int JpegQuality { get; init; }

    public required int Size { get; init; }

    public required int Threads { get; init; }
}

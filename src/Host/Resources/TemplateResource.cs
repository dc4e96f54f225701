using HyperFace.Indexer;

namespace HyperFace.Host.Resources;

/// <summary>One enrolled face of a subject; its vector stays in the gallery.</summary>
internal sealed record TemplateResource
{
    /// <summary>The template's number, unique in the gallery and never used again.</summary>
    public required ulong TemplateId { get; init; }

    /// <summary>When it was enrolled.</summary>
    public required DateTimeOffset EnrolledAt { get; init; }

    /// <summary>Where it came from: a file's name or a row; null when not known.</summary>
    public string? Source { get; init; }

    /// <summary>SHA-256 of the image file, or of the embedding's bytes, in hexadecimal.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Length of the model's output before it was normalised, when known: with many models a sign of quality.</summary>
    public float? Norm { get; init; }

    /// <summary>Images that the template was fused of; 1 for a template of one.</summary>
    public required int Images { get; init; }

    /// <summary>The resource for a template.</summary>
    public static TemplateResource From(Template template) => new()
    {
        TemplateId = template.TemplateId,
        EnrolledAt = template.EnrolledAt,
        Source = template.Source,
        ContentHash = template.ContentHash,
        Norm = template.Norm,
        Images = template.Images,
    };
}

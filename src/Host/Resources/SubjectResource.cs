using HyperFace.Indexer;

namespace HyperFace.Host.Resources;

/// <summary>A person in a gallery.</summary>
internal sealed record SubjectResource
{
    /// <summary>The caller's own name for the person.</summary>
    public required string SubjectId { get; init; }

    /// <summary>The caller's data on the person.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>The person's templates, oldest first.</summary>
    public required IReadOnlyList<TemplateResource> Templates { get; init; }

    /// <summary>The resource for a subject.</summary>
    public static SubjectResource From(Subject subject) => new()
    {
        SubjectId = subject.SubjectId,
        Metadata = subject.Metadata,
        Templates = [.. subject.Templates.Select(TemplateResource.From)],
    };
}

using HyperFace.Indexer;

namespace HyperFace.Host.Resources;

/// <summary>How a subject stands to a probe.</summary>
internal sealed record ExplainedSubjectResource
{
    /// <summary>The person.</summary>
    public required string SubjectId { get; init; }

    /// <summary>Where it stands.</summary>
    public required SubjectStanding Standing { get; init; }

    /// <summary>Cosine of probe and the subject's best template, −1 to 1.</summary>
    public required float Similarity { get; init; }

    /// <summary>Its rank among the candidates; null when it is none.</summary>
    public int? Rank { get; init; }

    /// <summary>Its templates, best first.</summary>
    public required IReadOnlyList<ExplainedTemplateResource> Templates { get; init; }

    /// <summary>The resource for a subject.</summary>
    public static ExplainedSubjectResource From(ExplainedSubject subject) => new()
    {
        SubjectId = subject.SubjectId,
        Standing = subject.Standing,
        Similarity = subject.Similarity,
        Rank = subject.Rank,
        Templates = [.. subject.Templates.Select(ExplainedTemplateResource.From)],
    };
}

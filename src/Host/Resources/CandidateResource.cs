using HyperFace.Indexer;

namespace HyperFace.Host.Resources;

/// <summary>A subject that a search found.</summary>
internal sealed record CandidateResource
{
    /// <summary>1 for the best.</summary>
    public required int Rank { get; init; }

    /// <summary>The person.</summary>
    public required string SubjectId { get; init; }

    /// <summary>Cosine of probe and the subject's best template, −1 to 1.</summary>
    public required float Similarity { get; init; }

    /// <summary>That template.</summary>
    public required ulong TemplateId { get; init; }

    /// <summary>Where that template came from; null when not known.</summary>
    public string? Source { get; init; }

    /// <summary>The caller's data on the person.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>The resource for a candidate.</summary>
    public static CandidateResource From(IdentifiedCandidate candidate) => new()
    {
        Rank = candidate.Rank,
        SubjectId = candidate.SubjectId,
        Similarity = candidate.Similarity,
        TemplateId = candidate.TemplateId,
        Source = candidate.Source,
        Metadata = candidate.Metadata,
    };
}

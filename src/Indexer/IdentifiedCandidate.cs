namespace HyperFace.Indexer;

/// <summary>A subject that an identification found.</summary>
/// <param name="Rank">1 for the best.</param>
/// <param name="SubjectId">The person.</param>
/// <param name="Similarity">Cosine of probe and the subject's best template, −1..1.</param>
/// <param name="TemplateId">That template.</param>
/// <param name="Source">Where that template came from.</param>
/// <param name="Metadata">The caller's data on the person.</param>
public sealed record IdentifiedCandidate(
    int Rank,
    string SubjectId,
    float Similarity,
    ulong TemplateId,
    string? Source,
    IReadOnlyDictionary<string, string> Metadata);

namespace HyperFace.Indexer;

/// <summary>How a subject stands to a probe, and why it is above or below.</summary>
/// <param name="SubjectId">The person.</param>
/// <param name="Standing">Where it stands.</param>
/// <param name="Similarity">Cosine of probe and the subject's best template, −1..1.</param>
/// <param name="Rank">Its rank among the candidates; null when it is none.</param>
/// <param name="Templates">Its templates, best first.</param>
public sealed record ExplainedSubject(string SubjectId, SubjectStanding Standing, float Similarity, int? Rank, IReadOnlyList<ExplainedTemplate> Templates);

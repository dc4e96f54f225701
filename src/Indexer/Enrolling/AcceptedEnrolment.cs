namespace HyperFace.Indexer.Enrolling;

/// <summary>An enrolment that has passed the rules, copied from what the caller may still change.</summary>
internal sealed record AcceptedEnrolment(
    string SubjectId,
    float[] Unit,
    string ContentHash,
    string? Source,
    float? Norm,
    Dictionary<string, string>? Metadata,
    int Images,
    (string JobId, long Row)? Origin);

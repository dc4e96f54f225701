namespace HyperFace.Indexer;

/// <summary>An identification, and what went on in it.</summary>
/// <param name="Identification">The answer.</param>
/// <param name="Pending">Templates not yet linked into the graph.</param>
/// <param name="Modes">How the index was searched, one way after the other.</param>
/// <param name="Cut">What a template had to reach in the end: the threshold, or the worst of as many candidates as were asked for; null when everybody was good enough.</param>
/// <param name="Subjects">The subject that was asked for; else the best and the first below the threshold, as far as there are any.</param>
public sealed record IdentificationExplanation(
    Identification Identification,
    long Pending,
    IReadOnlyList<ExplainedMode> Modes,
    float? Cut,
    IReadOnlyList<ExplainedSubject> Subjects);

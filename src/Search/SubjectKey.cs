namespace HyperFace.Search;

/// <summary>The number of a subject, chosen by the caller. Filters are bit sets over it, so numbers should be dense.</summary>
/// <param name="Value">Any value.</param>
public readonly record struct SubjectKey(uint Value);

namespace HyperFace.Search;

/// <summary>What a search says besides its candidates.</summary>
/// <param name="Count">Candidates written, best first.</param>
/// <param name="Mode">How the index was searched in the end: <see cref="SearchMode.Exact"/> or <see cref="SearchMode.Graph"/>.</param>
/// <param name="Complete">Every live template that the filter lets through was considered.</param>
/// <param name="Scored">Similarities computed.</param>
public readonly record struct SearchAnswer(int Count, SearchMode Mode, bool Complete, long Scored);

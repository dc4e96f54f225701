namespace HyperFace.Search.Searching;

/// <summary>How an index is searched, and why so.</summary>
/// <param name="Mode">The mode; never <see cref="SearchMode.Auto"/>.</param>
/// <param name="Reason">Why.</param>
internal readonly record struct SearchPlan(SearchMode Mode, ModeReason Reason);

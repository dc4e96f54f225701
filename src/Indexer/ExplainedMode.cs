using HyperFace.Search;

namespace HyperFace.Indexer;

/// <summary>A way in which an explained identification was searched.</summary>
/// <param name="Mode">The mode, never <see cref="SearchMode.Auto"/>.</param>
/// <param name="Reason">Why.</param>
/// <param name="Stages">What each stage read and let pass, in order.</param>
public sealed record ExplainedMode(SearchMode Mode, ModeReason Reason, IReadOnlyList<SearchStageReport> Stages);

using HyperFace.Search;

namespace HyperFace.Indexer;

/// <summary>How one template of a subject stands to a probe.</summary>
/// <param name="Reading">Its similarity, and what each code says of it.</param>
/// <param name="Source">Where the template came from.</param>
/// <param name="LeftOutAt">The stage of a sweep that leaves it out at the cut; null when it reaches the cut.</param>
public sealed record ExplainedTemplate(TemplateExplanation Reading, string? Source, SearchStage? LeftOutAt);

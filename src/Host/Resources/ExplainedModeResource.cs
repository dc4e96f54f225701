using HyperFace.Indexer;
using HyperFace.Search;

namespace HyperFace.Host.Resources;

/// <summary>A way in which an index was searched.</summary>
internal sealed record ExplainedModeResource
{
    /// <summary>The way.</summary>
    public required SearchMode Mode { get; init; }

    /// <summary>Why it was chosen.</summary>
    public required ModeReason Reason { get; init; }

    /// <summary>What each stage did, in order.</summary>
    public required IReadOnlyList<ExplainedStageResource> Stages { get; init; }

    /// <summary>The resource for a mode.</summary>
    public static ExplainedModeResource From(ExplainedMode mode) => new()
    {
        Mode = mode.Mode,
        Reason = mode.Reason,
        Stages = [.. mode.Stages.Select(ExplainedStageResource.From)],
    };
}

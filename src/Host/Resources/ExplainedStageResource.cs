using HyperFace.Search;

namespace HyperFace.Host.Resources;

/// <summary>What a stage of a search did.</summary>
internal sealed record ExplainedStageResource
{
    /// <summary>The stage.</summary>
    public required SearchStage Stage { get; init; }

    /// <summary>Templates that it looked at.</summary>
    public required long Read { get; init; }

    /// <summary>Of these, the ones that went on.</summary>
    public required long Passed { get; init; }

    /// <summary>How long it took; 0 for a stage whose time is that of the one before.</summary>
    public required double Milliseconds { get; init; }

    /// <summary>The resource for a stage.</summary>
    public static ExplainedStageResource From(SearchStageReport stage) => new()
    {
        Stage = stage.Stage,
        Read = stage.Read,
        Passed = stage.Passed,
        Milliseconds = stage.Elapsed.TotalMilliseconds,
    };
}

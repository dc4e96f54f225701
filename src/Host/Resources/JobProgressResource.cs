using HyperFace.Indexer;

namespace HyperFace.Host.Resources;

/// <summary>How far a job is in detail.</summary>
internal sealed record JobProgressResource
{
    /// <summary>What it is doing: <c>waiting</c>, <c>enrolling</c>, <c>validating</c>, <c>compacting</c>, <c>linking</c>, <c>calibrating</c>, <c>auditing</c>, <c>saving</c>, <c>swapping</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>Rows or templates done in this stage.</summary>
    public required long Done { get; init; }

    /// <summary>Rows or templates in all; null when not known.</summary>
    public long? Total { get; init; }

    /// <summary>Rows or templates a second; 0 when not known.</summary>
    public required double PerSecond { get; init; }

    /// <summary>Seconds left at this rate; null when not known.</summary>
    public double? RemainingSeconds { get; init; }

    /// <summary>The resource for a progress.</summary>
    public static JobProgressResource From(JobProgress progress) => new()
    {
        Stage = progress.Stage ?? "waiting",
        Done = progress.Done,
        Total = progress.Total,
        PerSecond = double.IsFinite(progress.PerSecond) ? progress.PerSecond : 0,
        RemainingSeconds = progress.Remaining?.TotalSeconds,
    };
}

namespace HyperFace.Indexer;

/// <summary>A job as it stands at one moment.</summary>
public sealed record Job
{
    /// <summary>The job's id, unique in the data folder; ids sort by creation.</summary>
    public required string JobId { get; init; }

    /// <summary>The gallery it works on.</summary>
    public required string GalleryId { get; init; }

    /// <summary>What it does.</summary>
    public required JobKind Kind { get; init; }

    /// <summary>How far it is.</summary>
    public required JobState State { get; init; }

    /// <summary>An enrolment that only validates: nothing enters the gallery.</summary>
    public bool DryRun { get; init; }

    /// <summary>What an enrolment makes of several images of one subject.</summary>
    public TemplateFusion Fusion { get; init; }

    /// <summary>An enrolment's source, for people; null for a rebuild.</summary>
    public string? Source { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last began to run; null when it never did.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null while it has not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How far it is in detail.</summary>
    public JobProgress Progress { get; init; }

    /// <summary>An enrolment's outcomes so far.</summary>
    public EnrolmentSummary Enrolment { get; init; }

    /// <summary>What a completed rebuild did; null otherwise.</summary>
    public RebuildReport? Rebuild { get; init; }

    /// <summary>Why a failed job failed; null otherwise.</summary>
    public string? Error { get; init; }

    /// <summary>The machine-readable name of that reason (see <see cref="GalleryException.Code"/>); null otherwise.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Whether it will change no more.</summary>
    public bool HasEnded => State is JobState.Completed or JobState.Failed or JobState.Cancelled;
}

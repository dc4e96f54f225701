using System.Text.Json.Serialization;
using HyperFace.Indexer.Enrolling;

namespace HyperFace.Indexer.Jobs;

/// <summary>A job as it is written to <c>job.json</c>: enough to run it, to resume it and to tell of it afterwards.</summary>
internal sealed record JobRecord
{
    public required string JobId { get; init; }

    public required string GalleryId { get; init; }

    public required JobKind Kind { get; init; }

    public required JobState State { get; init; }

    public bool DryRun { get; init; }

    public TemplateFusion Fusion { get; init; }

    public SourceDescription? Source { get; init; }

    /// <summary>What the source was when the job began: a resumed job skips rows by number, so it must be the same still.</summary>
    public string? SourceStamp { get; init; }

    /// <summary>How photos become faces when the job began; null where no detector had a part in it. Rows before and after a stop must have been judged alike.</summary>
    public PhotoRules? Photos { get; init; }

    public RebuildRequest? Request { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public long? Total { get; init; }

    public EnrolmentSummary Enrolment { get; init; }

    public RebuildReport? Rebuild { get; init; }

    public string? Error { get; init; }

    public string? ErrorCode { get; init; }

    [JsonIgnore]
    public bool HasEnded => State is JobState.Completed or JobState.Failed or JobState.Cancelled;

    /// <summary>The job as callers see it.</summary>
    public Job ToJob(JobProgress progress) => new()
    {
        JobId = JobId,
        GalleryId = GalleryId,
        Kind = Kind,
        State = State,
        DryRun = DryRun,
        Fusion = Fusion,
        Source = Source?.ToString(),
        CreatedAt = CreatedAt,
        StartedAt = StartedAt,
        EndedAt = EndedAt,
        Progress = progress,
        Enrolment = Enrolment,
        Rebuild = Rebuild,
        Error = Error,
        ErrorCode = ErrorCode,
    };
}

using HyperFace.Indexer;

namespace HyperFace.Host.Resources;

/// <summary>A long job as it stands.</summary>
internal sealed record JobResource
{
    /// <summary>The job's id; ids sort by creation.</summary>
    public required string JobId { get; init; }

    /// <summary>The gallery it works on.</summary>
    public required string GalleryId { get; init; }

    /// <summary>What it does.</summary>
    public required JobKind Kind { get; init; }

    /// <summary>How far it is.</summary>
    public required JobState State { get; init; }

    /// <summary>An enrolment that only validates: nothing enters the gallery.</summary>
    public required bool DryRun { get; init; }

    /// <summary>What an enrolment makes of several images of one subject.</summary>
    public required TemplateFusion Fusion { get; init; }

    /// <summary>An enrolment's source, for people; null for a rebuild.</summary>
    public string? Source { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last began to run; null when it never did.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null while it has not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How far it is in detail.</summary>
    public required JobProgressResource Progress { get; init; }

    /// <summary>An enrolment's outcomes so far; null for a rebuild.</summary>
    public JobOutcomesResource? Outcomes { get; init; }

    /// <summary>What a completed rebuild did; null otherwise.</summary>
    public RebuildResource? Rebuild { get; init; }

    /// <summary>Why a failed job failed; null otherwise.</summary>
    public ErrorResource? Error { get; init; }

    /// <summary>The resource for a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="hide">Takes out of a text what the reader must not see; null shows all.</param>
    public static JobResource From(Job job, Func<string, string>? hide = null)
    {
        hide ??= text => text;
        return new JobResource
        {
            JobId = job.JobId,
            GalleryId = job.GalleryId,
            Kind = job.Kind,
            State = job.State,
            DryRun = job.DryRun,
            Fusion = job.Fusion,
            Source = job.Source is null ? null : hide(job.Source),
            CreatedAt = job.CreatedAt,
            StartedAt = job.StartedAt,
            EndedAt = job.EndedAt,
            Progress = JobProgressResource.From(job.Progress),
            Outcomes = job.Kind == JobKind.Enrolment ? JobOutcomesResource.From(job.Enrolment) : null,
            Rebuild = job.Rebuild is { } report ? RebuildResource.From(report) : null,
            Error = job.Error is null ? null : new ErrorResource { Code = job.ErrorCode ?? "unknown", Message = hide(job.Error) },
        };
    }
}

using HyperFace.Indexer;

namespace HyperFace.Host.Commands.Jobs;

/// <summary>A job's kind and state for people.</summary>
internal static class JobInWords
{
    /// <summary>What it does.</summary>
    public static string Kind(Job job) => job.Kind switch
    {
        JobKind.Rebuild => "rebuild",
        _ => job.DryRun ? "dry run" : "enrolment",
    };

    /// <summary>How far it is.</summary>
    public static string State(Job job) => job.State switch
    {
        JobState.Queued => "queued",
        JobState.Running => "running",
        JobState.Completed => "completed",
        JobState.Failed => "failed",
        _ => "cancelled",
    };
}

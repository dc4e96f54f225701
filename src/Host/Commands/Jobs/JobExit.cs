using HyperFace.Indexer;

namespace HyperFace.Host.Commands.Jobs;

/// <summary>What a job's end means to the shell.</summary>
internal static class JobExit
{
    /// <summary>The exit code for a job as it stands.</summary>
    public static ExitCode Of(Job job) => job.State switch
    {
        JobState.Completed => job.Enrolment.Rejected > 0 ? ExitCode.Negative : ExitCode.Ok,
        JobState.Failed => Failure.ExitCodeOf(job.ErrorCode),
        _ => ExitCode.Cancelled,
    };
}

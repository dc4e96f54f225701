using HyperFace.Host.Commands.Jobs;
using HyperFace.Host.Resources;
using HyperFace.Indexer;

namespace HyperFace.Host.Commands.Enrolling;

/// <summary>A whole source, enrolled by a job that can be resumed.</summary>
internal static class BulkEnrolment
{
    /// <summary>Runs <c>enroll</c> on a source with many rows.</summary>
    public static async Task<ExitCode> RunAsync(CommandRun run, Engine engine, CancellationToken cancellation)
    {
        Job job = engine.Jobs.StartEnrolment(run.Require(EnrolOptions.Gallery), SourceOf(run), run.Get(EnrolOptions.DryRun), run.Get(EnrolOptions.Fuse) ? TemplateFusion.Fuse : TemplateFusion.KeepAll);
        if (job.Enrolment.Rows > 0)
        {
            run.Screen.Note($"Job {job.JobId} goes on where it stopped: {Output.InWords.Count(job.Enrolment.Rows)} rows are done.");
        }

        job = await JobWatch.WaitAsync(run.Screen, engine, job, cancellation).ConfigureAwait(false);
        run.Screen.Write(JobResource.From(job), () => EnrolmentReport.Write(run.Screen, engine, job));
        if (job.State == JobState.Failed)
        {
            run.Screen.Fail(new Failure(JobExit.Of(job), job.ErrorCode ?? "unknown", job.Error ?? "The job failed."));
        }

        return JobExit.Of(job);
    }

    private static EnrolmentSource SourceOf(CommandRun run)
    {
        if (run.Get(EnrolOptions.Folder) is { } folder)
        {
            return EnrolmentSource.Folder(folder);
        }

        if (run.Get(EnrolOptions.Csv) is { } csv)
        {
            return EnrolmentSource.Csv(csv, run.Get(EnrolOptions.Root));
        }

        return run.Get(EnrolOptions.Npy) is { } npy
            ? EnrolmentSource.Npy(npy, run.Require(EnrolOptions.Ids)!)
            : EnrolmentSource.JsonLines(run.Require(EnrolOptions.JsonLines)!);
    }
}

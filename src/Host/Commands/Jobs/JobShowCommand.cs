using System.CommandLine;
using HyperFace.Host.Commands.Rebuilding;
using HyperFace.Host.Output;
using HyperFace.Host.Resources;
using HyperFace.Indexer;

namespace HyperFace.Host.Commands.Jobs;

/// <summary><c>hyperface job show</c></summary>
internal static class JobShowCommand
{
    private static readonly Argument<string> JobId = JobArgument.Create();

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("show", "Show one job.") { JobId };
        command.SetEngineAction((run, engine, _) =>
        {
            Write(run.Screen, engine, engine.Jobs.Find(run.Require(JobId)));
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    /// <summary>Writes a job as it stands.</summary>
    public static void Write(Screen screen, Engine engine, Job job) => screen.Write(JobResource.From(job), () =>
    {
        screen.Facts(
            ("job", job.JobId),
            ("gallery", job.GalleryId),
            ("kind", JobInWords.Kind(job)),
            ("state", JobInWords.State(job)),
            ("source", job.Source),
            ("created", InWords.Moment(job.CreatedAt)),
            ("started", job.StartedAt is { } started ? InWords.Moment(started) : null),
            ("ended", job.EndedAt is { } ended ? InWords.Moment(ended) : null),
            ("progress", ProgressInWords.Of(job)),
            ("enrolled", job.Kind == JobKind.Enrolment ? InWords.Count(job.Enrolment.Enrolled) : null),
            ("duplicates", job.Kind == JobKind.Enrolment ? InWords.Count(job.Enrolment.Duplicates) : null),
            ("rejected", job.Kind == JobKind.Enrolment ? InWords.Count(job.Enrolment.Rejected) : null),
            ("error", job.Error),
            ("outcomes", job.Kind == JobKind.Enrolment ? engine.Jobs.OutcomesPath(job.JobId) : null));
        if (job.Rebuild is { } report)
        {
            RebuildReportInWords.Write(screen, report);
        }
    });
}

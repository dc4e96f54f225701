using System.CommandLine;
using HyperFace.Host.Commands.Jobs;
using HyperFace.Host.Resources;
using HyperFace.Indexer;

namespace HyperFace.Host.Commands.Rebuilding;

/// <summary><c>hyperface rebuild</c></summary>
internal static class RebuildCommand
{
    private static readonly Argument<string> Gallery = GalleryArgument.Create();

    private static readonly Option<int> Threads = new("--threads") { Description = "Threads that link the graph; 0 takes one per processor", HelpName = "count" };

    private static readonly Option<bool> NoGraph = new("--no-graph") { Description = "Build no graph: the gallery is always scanned" };

    private static readonly Option<bool> AcceptDamage = new("--accept-damage")
    {
        Description = "Rebuild although part of the log cannot be read: what stood there is lost for ever",
    };

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("rebuild", "Build the next generation of a gallery: faster searches, and what was removed leaves the disk.") { Gallery, Threads, NoGraph, AcceptDamage };
        command.SetEngineAction(RunAsync);
        return command;
    }

    private static async Task<ExitCode> RunAsync(CommandRun run, Engine engine, CancellationToken cancellation)
    {
        Job job = engine.Jobs.StartRebuild(run.Require(Gallery), new RebuildRequest
        {
            Threads = run.Get(Threads),
            BuildGraph = !run.Get(NoGraph),
            AcceptDamage = run.Get(AcceptDamage),
        });
        job = await JobWatch.WaitAsync(run.Screen, engine, job, cancellation).ConfigureAwait(false);
        if (job.State == JobState.Failed)
        {
            run.Screen.Fail(new Failure(JobExit.Of(job), job.ErrorCode ?? "unknown", job.Error ?? "The rebuild failed."));
            return JobExit.Of(job);
        }

        run.Screen.Write(JobResource.From(job), () =>
        {
            if (job.Rebuild is { } report)
            {
                RebuildReportInWords.Write(run.Screen, report);
            }
            else
            {
                run.Screen.Line($"The rebuild was stopped before its end: gallery '{job.GalleryId}' is as it was. Start it again to rebuild.");
            }
        });
        return JobExit.Of(job);
    }
}

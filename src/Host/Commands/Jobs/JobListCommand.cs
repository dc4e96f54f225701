using System.CommandLine;
using HyperFace.Host.Output;
using HyperFace.Host.Resources;
using HyperFace.Indexer;

namespace HyperFace.Host.Commands.Jobs;

/// <summary><c>hyperface job list</c></summary>
internal static class JobListCommand
{
    private static readonly Argument<string?> Gallery = new("gallery") { Description = "Only jobs of this gallery", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<int> Max = new("--max") { Description = "At most this many, 1 to 1000", HelpName = "count", DefaultValueFactory = _ => 20 };

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("list", "List jobs, newest first.") { Gallery, Max };
        command.SetEngineAction(RunAsync);
        return command;
    }

    private static Task<ExitCode> RunAsync(CommandRun run, Engine engine, CancellationToken cancellation)
    {
        IReadOnlyList<Job> jobs = engine.Jobs.List(run.Get(Gallery), run.Get(Max));
        run.Screen.Write(new JobListResource { Jobs = [.. jobs.Select(job => JobResource.From(job))] }, () =>
        {
            if (jobs.Count == 0)
            {
                run.Screen.Line("There are no jobs.");
                return;
            }

            run.Screen.Table(["job", "gallery", "kind", "state", "created", "progress"], [.. jobs.Select(ToRow)]);
        });
        return Task.FromResult(ExitCode.Ok);
    }

    private static string[] ToRow(Job job) =>
    [
        job.JobId,
        job.GalleryId,
        JobInWords.Kind(job),
        JobInWords.State(job),
        InWords.Moment(job.CreatedAt),
        ProgressInWords.Of(job),
    ];
}

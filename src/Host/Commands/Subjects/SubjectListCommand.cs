using System.CommandLine;
using HyperFace.Host.Output;
using HyperFace.Host.Resources;
using HyperFace.Indexer;

namespace HyperFace.Host.Commands.Subjects;

/// <summary><c>hyperface subject list</c></summary>
internal static class SubjectListCommand
{
    private static readonly Argument<string> GalleryId = GalleryArgument.Create();

    private static readonly Option<string?> After = new("--after") { Description = "Begin behind this subject", HelpName = "id" };

    private static readonly Option<int> Max = new("--max") { Description = "At most this many, 1 to 1000", HelpName = "count", DefaultValueFactory = _ => 100 };

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("list", "List subjects in the order of their ids.") { GalleryId, After, Max };
        command.SetEngineAction(RunAsync);
        return command;
    }

    private static Task<ExitCode> RunAsync(CommandRun run, Engine engine, CancellationToken cancellation)
    {
        Gallery gallery = engine.Galleries.Open(run.Require(GalleryId));
        IReadOnlyList<Subject> subjects = gallery.ListSubjects(run.Get(After), run.Get(Max));
        run.Screen.Write(new SubjectListResource { Subjects = [.. subjects.Select(SubjectResource.From)] }, () =>
        {
            run.Screen.Table(["subject", "templates", "metadata"], [.. subjects.Select(subject => new[] { subject.SubjectId, InWords.Count(subject.Templates.Count), InWords.Metadata(subject.Metadata) })]);
            if (subjects.Count == run.Get(Max))
            {
                run.Screen.Note($"There may be more: --after \"{subjects[^1].SubjectId}\"");
            }
        });
        return Task.FromResult(ExitCode.Ok);
    }
}

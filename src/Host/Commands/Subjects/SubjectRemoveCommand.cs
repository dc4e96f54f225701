using System.CommandLine;
using HyperFace.Indexer;

namespace HyperFace.Host.Commands.Subjects;

/// <summary><c>hyperface subject remove</c></summary>
internal static class SubjectRemoveCommand
{
    private static readonly Argument<string> GalleryId = GalleryArgument.Create();

    private static readonly Argument<string> SubjectId = new("subject") { Description = "The subject's id" };

    private static readonly Option<ulong?> Template = new("--template") { Description = "Remove only this template; the subject goes with its last one", HelpName = "id" };

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("remove", "Remove a subject, or one of its templates. The bytes leave the disk with the next rebuild.") { GalleryId, SubjectId, Template };
        command.SetEngineAction(RunAsync);
        return command;
    }

    private static async Task<ExitCode> RunAsync(CommandRun run, Engine engine, CancellationToken cancellation)
    {
        Gallery gallery = engine.Galleries.Open(run.Require(GalleryId));
        string subjectId = run.Require(SubjectId);
        int removed = 1;
        if (run.Get(Template) is { } templateId)
        {
            await gallery.RemoveTemplateAsync(subjectId, templateId, cancellation).ConfigureAwait(false);
        }
        else
        {
            removed = await gallery.RemoveSubjectAsync(subjectId, cancellation).ConfigureAwait(false);
        }

        run.Screen.Write(
            new { subjectId, RemovedTemplates = removed },
            () => run.Screen.Line($"Removed {removed} template{(removed == 1 ? "" : "s")} of subject '{subjectId}'. The bytes leave the disk with: hyperface rebuild {gallery.GalleryId}"));
        return ExitCode.Ok;
    }
}

using System.CommandLine;
using HyperFace.Host.Output;

namespace HyperFace.Host.Commands.Galleries;

/// <summary><c>hyperface gallery remove</c></summary>
internal static class GalleryRemoveCommand
{
    private static readonly Argument<string> Gallery = GalleryArgument.Create();

    private static readonly Option<bool> Yes = new("--yes", "-y") { Description = "Do not ask" };

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("remove", "Remove a gallery with everything in it. It cannot be taken back.") { Gallery, Yes };
        command.SetEngineAction(RunAsync);
        return command;
    }

    private static async Task<ExitCode> RunAsync(CommandRun run, Engine engine, CancellationToken cancellation)
    {
        string galleryId = run.Require(Gallery);
        var info = engine.Galleries.Open(galleryId).Info;
        if (!run.Get(Yes) && !Confirm($"Remove gallery '{galleryId}' with {InWords.Count(info.Subjects)} subjects for ever? [y/N] "))
        {
            throw new UsageException($"Gallery '{galleryId}' was not removed. To remove it without a question, say --yes.");
        }

        await engine.Galleries.RemoveAsync(galleryId).ConfigureAwait(false);
        run.Screen.Write(
            new { GalleryId = galleryId, RemovedSubjects = info.Subjects, RemovedTemplates = info.Templates },
            () => run.Screen.Line($"Gallery '{galleryId}' is removed, with {InWords.Count(info.Subjects)} subjects and {InWords.Count(info.Templates)} templates."));
        return ExitCode.Ok;
    }

    /// <summary>Asks a person; where there is none the answer is no.</summary>
    private static bool Confirm(string question)
    {
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
        {
            return false;
        }

        Console.Error.Write(question);
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }
}

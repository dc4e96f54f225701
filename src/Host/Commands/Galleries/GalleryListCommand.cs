using System.CommandLine;
using HyperFace.Host.Output;
using HyperFace.Host.Resources;

namespace HyperFace.Host.Commands.Galleries;

/// <summary><c>hyperface gallery list</c></summary>
internal static class GalleryListCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("list", "List the galleries of the data folder.");
        command.SetEngineAction(RunAsync);
        return command;
    }

    private static Task<ExitCode> RunAsync(CommandRun run, Engine engine, CancellationToken cancellation)
    {
        GalleryListEntry[] entries = [.. engine.Galleries.List().Select(id => GalleryListEntry.Read(engine.Galleries, id))];
        run.Screen.Write(new GalleryListResource { Galleries = entries }, () =>
        {
            if (entries.Length == 0)
            {
                run.Screen.Line($"There are no galleries in '{engine.Galleries.Folder}'. Make one: hyperface gallery create <name>.");
                return;
            }

            run.Screen.Table(["gallery", "subjects", "templates", "index", "disk", "threshold", "description"], [.. entries.Select(ToRow)]);
        });
        return Task.FromResult(ExitCode.Ok);
    }

    private static string[] ToRow(GalleryListEntry entry) => entry.Gallery is { } gallery
        ?
        [
            gallery.GalleryId,
            InWords.Count(gallery.SubjectCount),
            InWords.Count(gallery.TemplateCount),
            IndexInWords.Of(gallery.IndexState),
            InWords.Bytes(gallery.BytesOnDisk),
            InWords.Similarity(gallery.Threshold),
            gallery.Description ?? "",
        ]
        : [entry.GalleryId, "-", "-", entry.Error!.Code, "-", "-", entry.Error.Message];
}

using System.CommandLine;
using HyperFace.Host.Output;
using HyperFace.Host.Resources;

namespace HyperFace.Host.Commands.Galleries;

/// <summary><c>hyperface gallery info</c></summary>
internal static class GalleryInfoCommand
{
    private static readonly Argument<string> Gallery = GalleryArgument.Create();

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("info", "Show one gallery.") { Gallery };
        command.SetEngineAction(RunAsync);
        return command;
    }

    private static Task<ExitCode> RunAsync(CommandRun run, Engine engine, CancellationToken cancellation)
    {
        var gallery = GalleryResource.From(engine.Galleries.Open(run.Require(Gallery)));
        run.Screen.Write(gallery, () => run.Screen.Facts(
            ("gallery", gallery.GalleryId),
            ("description", gallery.Description),
            ("model", gallery.ModelVersion),
            ("dimension", InWords.Count(gallery.Dimension)),
            ("threshold", InWords.Similarity(gallery.Threshold)),
            ("created", InWords.Moment(gallery.CreatedAt)),
            ("subjects", InWords.Count(gallery.SubjectCount)),
            ("templates", InWords.Count(gallery.TemplateCount)),
            ("index", $"{IndexInWords.Of(gallery.IndexState)}; generation {gallery.IndexGeneration}: {InWords.Count(gallery.Linked)} in the graph, {InWords.Count(gallery.Pending)} scanned"),
            ("last change", InWords.Count((long)gallery.LastLsn)),
            ("on disk", InWords.Bytes(gallery.BytesOnDisk)),
            ("in memory", InWords.Bytes(gallery.BytesInMemory)),
            ("damage", gallery.Damage.Count == 0 ? null : string.Join("; ", gallery.Damage.Select(InText)))));
        return Task.FromResult(ExitCode.Ok);
    }

    private static string InText(DamageResource damage) =>
        $"segment {damage.Segment}, offset {damage.Offset}: {damage.Bytes} bytes cannot be read (changes {damage.FirstLsn} to {damage.LastLsn}). Restore the segment from a backup, or give these up with: hyperface rebuild --accept-damage";
}

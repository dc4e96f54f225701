using System.CommandLine;
using HyperFace.Host.Output;
using HyperFace.Host.Resources;
using HyperFace.Indexer;

namespace HyperFace.Host.Commands.Subjects;

/// <summary><c>hyperface subject show</c></summary>
internal static class SubjectShowCommand
{
    private static readonly Argument<string> GalleryId = GalleryArgument.Create();

    private static readonly Argument<string> SubjectId = new("subject") { Description = "The subject's id" };

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("show", "Show one subject with its templates.") { GalleryId, SubjectId };
        command.SetEngineAction(RunAsync);
        return command;
    }

    private static Task<ExitCode> RunAsync(CommandRun run, Engine engine, CancellationToken cancellation)
    {
        string galleryId = run.Require(GalleryId);
        string subjectId = run.Require(SubjectId);
        Subject subject = engine.Galleries.Open(galleryId).FindSubject(subjectId)
            ?? throw new InputException($"Gallery '{galleryId}' has no subject '{subjectId}'.");
        run.Screen.Write(SubjectResource.From(subject), () =>
        {
            run.Screen.Facts(("subject", subject.SubjectId), ("metadata", subject.Metadata.Count == 0 ? "-" : InWords.Metadata(subject.Metadata)));
            run.Screen.Table(["template", "enrolled", "images", "source", "content"], [.. subject.Templates.Select(ToRow)]);
        });
        return Task.FromResult(ExitCode.Ok);
    }

    private static string[] ToRow(Template template) =>
    [
        template.TemplateId.ToString(System.Globalization.CultureInfo.InvariantCulture),
        InWords.Moment(template.EnrolledAt),
        template.Images.ToString(System.Globalization.CultureInfo.InvariantCulture),
        template.Source ?? "-",
        template.ContentHash[..Math.Min(12, template.ContentHash.Length)],
    ];
}

using System.CommandLine;
using System.CommandLine.Parsing;
using HyperFace.Embedding;
using HyperFace.Host.Faces;
using HyperFace.Host.Output;
using HyperFace.Host.Resources;
using HyperFace.Indexer;

namespace HyperFace.Host.Commands.Identifying;

/// <summary><c>hyperface verify</c>: 1:1, an image against a subject or against another image.</summary>
internal static class VerifyCommand
{
    private static readonly Argument<string?> GalleryId = new("gallery") { Description = "The gallery of the subject", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<string?> Subject = new("--subject") { Description = "The subject that the image is claimed to be of", HelpName = "id" };

    private static readonly Option<string[]> Images = new("--image")
    {
        Description = "The image; without a gallery, give two",
        HelpName = "file",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<float?> Threshold = new("--threshold")
    {
        Description = "Similarity (-1 to 1) from which it is a match [default: the gallery's, or the model's]",
        HelpName = "similarity",
    };

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("verify", "Compare an image with one subject of a gallery, or two images with each other.") { GalleryId, Subject, Images, Threshold };
        command.Validators.Add(Validate);
        command.SetEngineAction(RunAsync);
        return command;
    }

    private static void Validate(CommandResult result)
    {
        int images = result.GetValue(Images)?.Length ?? 0;
        bool gallery = result.GetValue(GalleryId) is not null;
        if (gallery != (result.GetResult(Subject) is not null) || images != (gallery ? 1 : 2))
        {
            result.AddError("Name either a gallery, --subject and one --image, or two --image and no gallery.");
        }
        else if (result.GetValue(Threshold) is { } threshold && threshold is not (>= -1 and <= 1))
        {
            result.AddError($"--threshold is {threshold}; a similarity is -1 to 1.");
        }
    }

    private static Task<ExitCode> RunAsync(CommandRun run, Engine engine, CancellationToken cancellation)
    {
        byte[][] images = [.. run.Require(Images).Select(path => InputFile.ReadImage(path, engine.Options.Embedder.Limits.MaxBytes))];
        Verification answer = run.Get(GalleryId) is { } galleryId
            ? AgainstSubject(engine, galleryId, run.Require(Subject)!, images[0], run.Get(Threshold))
            : AgainstEachOther(engine, images, run.Get(Threshold));
        run.Screen.Write(VerificationResource.From(answer), () => run.Screen.Line(
            $"{DecisionInWords.Of(answer.Decision)}: similarity {InWords.Similarity(answer.Similarity)}; {(answer.Threshold is null ? "no threshold is known, name one with --threshold" : $"the threshold is {InWords.Similarity(answer.Threshold)}")}."));
        return Task.FromResult(answer.Decision == Decision.Match ? ExitCode.Ok : ExitCode.Negative);
    }

    private static Verification AgainstSubject(Engine engine, string galleryId, string subjectId, byte[] image, float? threshold)
    {
        Gallery gallery = engine.Galleries.Open(galleryId);
        return gallery.Verify(subjectId, engine.Models.EmbedOne(engine.Models.For(gallery), image).Template, threshold);
    }

    private static Verification AgainstEachOther(Engine engine, byte[][] images, float? threshold)
    {
        FaceEmbedder model = engine.Models.Default;
        return FaceComparison.Of(model, engine.Models.EmbedOne(model, images[0]).Template, engine.Models.EmbedOne(model, images[1]).Template, threshold);
    }
}

using System.CommandLine;
using HyperFace.Embedding;
using HyperFace.Host.Resources;

namespace HyperFace.Host.Commands.Detecting;

/// <summary><c>hyperface detect</c>: what a photo shows, and what would become of it.</summary>
internal static class DetectCommand
{
    private const string Description = """
        Show the faces of a photo: where they are, how good they are, and why one would not be taken.

        All faces are shown that count, unless --faces says otherwise. --crops writes each as a model would see it.
        """;

    private static readonly Argument<string> Photo = new("photo") { Description = "The photo: JPEG, PNG, WebP or BMP" };

    private static readonly Option<string?> Crops = new("--crops") { Description = "Write the aligned faces into this folder, as PNG", HelpName = "folder" };

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("detect", Description) { Photo, Crops };
        command.SetEngineAction(RunAsync);
        return command;
    }

    private static Task<ExitCode> RunAsync(CommandRun run, Engine engine, CancellationToken cancellation)
    {
        FaceDetector detector = engine.Models.Detector ?? throw new UsageException("No face detector is set: name its manifest with --detector (docs/formats/detector-manifest.md).");
        string path = run.Require(Photo);
        byte[] bytes = InputFile.ReadImage(path, engine.Options.Embedder.Limits.MaxBytes);
        PhotoOptions options = run.Get(GlobalOptions.Faces) is null ? engine.Options.Photos with { Faces = FacePolicy.All } : engine.Options.Photos;
        PhotoFaces photo = detector.Prepare(bytes, options);
        IReadOnlyList<string> crops = run.Get(Crops) is { } folder ? CropFiles.Write(folder, Path.GetFileNameWithoutExtension(path), photo) : [];
        run.Screen.Write(PhotoResource.From(photo, crops), () => PhotoInWords.Write(run.Screen, photo, crops));
        return Task.FromResult(photo.Accepted.Count > 0 ? ExitCode.Ok : ExitCode.Negative);
    }
}

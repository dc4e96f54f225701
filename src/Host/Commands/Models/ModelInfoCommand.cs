using System.CommandLine;
using HyperFace.Embedding;
using HyperFace.Host.Output;
using HyperFace.Host.Resources;

namespace HyperFace.Host.Commands.Models;

/// <summary><c>hyperface model info</c>: opens the model, so that what is shown is known to work.</summary>
internal static class ModelInfoCommand
{
    private static readonly Argument<string?> PathArgument = new("path")
    {
        Description = "The model's manifest, or the ONNX file beside it [default: the model that galleries are made with]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("info", "Open a face model and show what it is.") { PathArgument };
        command.SetEngineAction(RunAsync);
        return command;
    }

    private static Task<ExitCode> RunAsync(CommandRun run, Engine engine, CancellationToken cancellation)
    {
        FaceEmbedder embedder = run.Get(PathArgument) is { } path ? engine.Models.Open(path) : engine.Models.Default;
        InferencePlan plan = embedder.ChoosePlan();
        var model = ModelResource.From(embedder);
        run.Screen.Write(model, () => run.Screen.Facts(
            ("model", model.Name),
            ("notice", model.Notice),
            ("fingerprint", model.ModelVersion),
            ("file", $"{embedder.Manifest.File}, SHA-256 {model.Sha256}"),
            ("source", model.Source),
            ("licence", model.Licence),
            ("network", model.Architecture is null ? null : $"{model.Architecture}{(model.Parameters is { } count ? $", {InWords.Count(count)} parameters" : "")}"),
            ("checkpoint", model.CheckpointSha256 is { } hash ? $"SHA-256 {hash}" : null),
            ("input", $"{model.Width} x {model.Height} pixels, {embedder.Manifest.ChannelOrder}, faces aligned to {model.Alignment}, fitted in the {(model.AlignmentFit == AlignmentFit.Image ? "image" : "template")}"),
            ("output", $"{model.Dimension} values{(model.FlipFusion ? ", of the face and its mirror image together" : "")}"),
            ("threshold", InWords.Similarity(model.Threshold)),
            ("runs on", model.ExecutionProvider),
            ("inference", InWords.Plan(plan)),
            ("measured", embedder.MeasuredPlans.Count == 0 ? null : string.Join("; ", embedder.MeasuredPlans.Select(InWords.Plan)))));
        return Task.FromResult(ExitCode.Ok);
    }
}

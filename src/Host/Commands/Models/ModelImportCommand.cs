using System.CommandLine;
using HyperFace.Embedding;
using HyperFace.Host.Output;
using HyperFace.Host.Resources;

namespace HyperFace.Host.Commands.Models;

/// <summary><c>hyperface model import</c>: a PyTorch checkpoint becomes an ONNX model with a manifest.</summary>
internal static class ModelImportCommand
{
    private const string Description = """
        Make an ONNX model with a manifest out of a PyTorch checkpoint of AdaFace or HyperFace (ir_18, 34, 50, 101).

        Nothing that the checkpoint names is run, and nothing is downloaded. Check the model afterwards: hyperface model check.
        """;

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("import", Description);
        command.Add(ModelImportOptions.Checkpoint);
        foreach (Option option in ModelImportOptions.All)
        {
            command.Add(option);
        }

        command.SetHostAction((run, cancellation) => Task.FromResult(Run(run, cancellation)));
        return command;
    }

    private static ExitCode Run(CommandRun run, CancellationToken cancellation)
    {
        string checkpoint = run.Require(ModelImportOptions.Checkpoint);
        ImportedModel model;
        try
        {
            model = CheckpointImport.Run(checkpoint, ModelImportOptions.Target(run, checkpoint), ModelImportOptions.Of(run), cancellation);
        }
        catch (ArgumentException e)
        {
            throw UsageException.From(e);
        }

        run.Screen.Write(ImportedModelResource.From(model), () => run.Screen.Facts(
            ("model", model.ManifestPath),
            ("network", $"{model.Architecture}, {InWords.Count(model.Parameters)} parameters, {model.Manifest.Width} x {model.Manifest.Height} pixels, {model.Manifest.Dimension} values"),
            ("file", $"{model.OnnxPath}, {InWords.Bytes(model.OnnxBytes)}, SHA-256 {model.Manifest.Sha256}"),
            ("fingerprint", model.Manifest.Fingerprint.ToString()),
            ("checkpoint", $"SHA-256 {model.Manifest.CheckpointSha256}; {InWords.Count(model.TensorsIgnored)} tensors of it are not the network's"),
            ("took", $"{InWords.Time(model.Reading)} to read, {InWords.Time(model.Writing)} to write")));
        run.Screen.Note($"Next: hyperface model check {model.ManifestPath}");
        return ExitCode.Ok;
    }
}

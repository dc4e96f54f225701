using System.CommandLine;
using HyperFace.Embedding;

namespace HyperFace.Host.Commands.Models;

/// <summary>What can be said of a checkpoint on the command line.</summary>
internal static class ModelImportOptions
{
    /// <summary>The checkpoint.</summary>
    public static readonly Argument<string> Checkpoint = new("checkpoint") { Description = "The checkpoint: a file of torch.save, PyTorch 1.6 or later" };

    private static readonly Option<string?> Out = new("--out")
    {
        Description = "The ONNX file to write, or the folder for it; the manifest lies beside it [default: beside the checkpoint]",
        HelpName = "path",
    };

    private static readonly Option<string?> Name = new("--name") { Description = "The model's name, for people [default: the checkpoint's]", HelpName = "text" };

    private static readonly Option<string?> Licence = new("--licence") { Description = "The model's licence, for the manifest", HelpName = "text" };

    private static readonly Option<ChannelOrder> Order = new("--channel-order")
    {
        Description = "Order of the colours that the network was trained with",
        HelpName = "rgb|bgr",
        DefaultValueFactory = _ => ChannelOrder.Bgr,
    };

    private static readonly Option<AlignmentFit> Fit = new("--fit")
    {
        Description = "Where the error is minimised when the five points of a face are fitted to the template",
        HelpName = "image|template",
        DefaultValueFactory = _ => AlignmentFit.Image,
    };

    private static readonly Option<bool> Flip = new("--flip") { Description = "Embed each face together with its mirror image: steadier templates for twice the work" };

    private static readonly Option<float?> Threshold = new("--threshold")
    {
        Description = "Similarity (-1 to 1) from which two templates are taken for one person, for the manifest",
        HelpName = "similarity",
    };

    private static readonly Option<string> Prefix = new("--prefix")
    {
        Description = "What the names of the network's tensors begin with: 'model.', 'module.' or ''",
        HelpName = "text",
        DefaultValueFactory = _ => CheckpointImportOptions.DefaultPrefix,
    };

    private static readonly Option<bool> Overwrite = new("--overwrite") { Description = "Replace a model that is there already" };

    /// <summary>The options in the order of the help.</summary>
    public static IEnumerable<Option> All => [Out, Name, Licence, Order, Fit, Flip, Threshold, Prefix, Overwrite];

    /// <summary>The ONNX file to write.</summary>
    public static string Target(CommandRun run, string checkpoint)
    {
        string beside = Path.ChangeExtension(checkpoint, ".onnx");
        return run.Get(Out) is not { } path ? beside : Directory.Exists(path) ? Path.Combine(path, Path.GetFileName(beside)) : path;
    }

    /// <summary>The options of the import.</summary>
    public static CheckpointImportOptions Of(CommandRun run) => new()
    {
        Name = run.Get(Name),
        Licence = run.Get(Licence),
        ChannelOrder = run.Get(Order),
        AlignmentFit = run.Get(Fit),
        FlipFusion = run.Get(Flip),
        Threshold = run.Get(Threshold),
        Prefix = run.Require(Prefix),
        Overwrite = run.Get(Overwrite),
    };
}

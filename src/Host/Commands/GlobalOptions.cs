using System.CommandLine;
using HyperFace.Embedding;

namespace HyperFace.Host.Commands;

/// <summary>The options that every command knows.</summary>
internal static class GlobalOptions
{
    // First, because the options below are made of it.
    private static readonly Dictionary<string, FacePolicy> Words = new()
    {
        ["one"] = FacePolicy.ExactlyOne,
        ["largest"] = FacePolicy.Largest,
        ["all"] = FacePolicy.All,
        ["refuse"] = FacePolicy.Refuse,
    };

    /// <summary>Where galleries lie.</summary>
    public static readonly Option<string?> Data = new("--data")
    {
        Description = "The data folder, where galleries lie [default: hyperface-data in the working folder]",
        HelpName = "folder",
        Recursive = true,
    };

    /// <summary>Write for machines.</summary>
    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Write JSON: one document on standard output; errors on standard error",
        Recursive = true,
    };

    /// <summary>The face model.</summary>
    public static readonly Option<string?> Model = new("--model")
    {
        Description = "The face model: its manifest, or the ONNX file beside it [default: the one shipped with the program; it knows only synthetic faces]",
        HelpName = "path",
        Recursive = true,
    };

    /// <summary>What runs the model.</summary>
    public static readonly Option<string?> Provider = new("--provider")
    {
        Description = "What runs the model: auto, cpu, cuda, … [default: auto]",
        HelpName = "name",
        Recursive = true,
    };

    /// <summary>The face detector.</summary>
    public static readonly Option<string?> Detector = new("--detector")
    {
        Description = "The face detector: its manifest, or the ONNX file beside it. Images are photos then, whose faces are found and aligned [default: none, images are aligned already]",
        HelpName = "path",
        Recursive = true,
    };

    /// <summary>No detector, whatever the configuration says.</summary>
    public static readonly Option<bool> Aligned = new("--aligned")
    {
        Description = "Images show one aligned face each; use no detector",
        Recursive = true,
    };

    /// <summary>Which faces of a photo are taken.</summary>
    public static readonly Option<string?> Faces = OneOf(
        "--faces",
        "Which faces of a photo are taken: one (others must be small), largest, all (identify only), refuse (no other at all) [default: one]",
        [.. FaceWords.Keys]);

    /// <summary>How good a face of a photo must be.</summary>
    public static readonly Option<string?> Quality = OneOf(
        "--quality",
        "How good a face of a photo must be: none, low, medium, high (docs/quality.md) [default: low]",
        [.. Enum.GetNames<QualityLevel>().Select(name => name.ToLowerInvariant())]);

    /// <summary>Any setting of the configuration.</summary>
    public static readonly Option<Dictionary<string, string>?> Set = Recursive(NameValueOption.Create(
        "--set",
        "Any other setting by its name, for instance HyperFace:ImportRoot=/srv/faces; may be given several times",
        many: false));

    /// <summary>All of them, in the order of the help.</summary>
    public static IEnumerable<Option> All => [Data, Json, Model, Provider, Detector, Aligned, Faces, Quality, Set];

    /// <summary>What the words of <c>--faces</c> mean.</summary>
    public static IReadOnlyDictionary<string, FacePolicy> FaceWords => Words;

    private static Option<string?> OneOf(string name, string description, string[] words)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = string.Join('|', words), Recursive = true };
        option.AcceptOnlyFromAmong(words);
        return option;
    }

    private static Option<T> Recursive<T>(Option<T> option)
    {
        option.Recursive = true;
        return option;
    }
}

using System.CommandLine;

namespace HyperFace.Host.Commands;

/// <summary>The options that every command knows.</summary>
internal static class GlobalOptions
{
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

    /// <summary>Any setting of the configuration.</summary>
    public static readonly Option<Dictionary<string, string>?> Set = Recursive(NameValueOption.Create(
        "--set",
        "Any other setting by its name, for instance HyperFace:ImportRoot=/srv/faces; may be given several times",
        many: false));

    /// <summary>All of them, in the order of the help.</summary>
    public static IEnumerable<Option> All => [Data, Json, Model, Provider, Set];

    private static Option<T> Recursive<T>(Option<T> option)
    {
        option.Recursive = true;
        return option;
    }
}

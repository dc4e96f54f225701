using System.CommandLine;
using HyperFace.Indexer;

namespace HyperFace.Host.Commands;

/// <summary>What the global options of the command line change in the engine's options.</summary>
internal static class CommandSettings
{
    /// <summary>The settings that the command line names one by one.</summary>
    public static Dictionary<string, string?> Of(ParseResult parsed) =>
        (parsed.GetValue(GlobalOptions.Set) ?? []).ToDictionary(setting => setting.Key, string? (setting) => setting.Value);

    /// <summary>Overwrites what the command line names; the rest stays as configured.</summary>
    public static void Apply(ParseResult parsed, HyperFaceOptions options)
    {
        options.DataFolder = parsed.GetValue(GlobalOptions.Data) ?? options.DataFolder;
        options.Model = parsed.GetValue(GlobalOptions.Model) ?? options.Model;
        if (parsed.GetValue(GlobalOptions.Provider) is { } provider)
        {
            options.Embedder = options.Embedder with { ExecutionProvider = provider };
        }
    }
}

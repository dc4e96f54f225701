using System.CommandLine;
using HyperFace.Embedding;
using HyperFace.Indexer;

namespace HyperFace.Host.Commands;

/// <summary>What the global options of the command line change in the engine's options.</summary>
internal static class CommandSettings
{
    /// <summary>The settings that the command line names one by one.</summary>
    /// <exception cref="UsageException">Two options contradict each other.</exception>
    public static Dictionary<string, string?> Of(ParseResult parsed) => parsed.GetValue(GlobalOptions.Aligned) && parsed.GetValue(GlobalOptions.Detector) is not null
        ? throw new UsageException("--aligned uses no detector, and --detector names one: give one of the two.")
        : (parsed.GetValue(GlobalOptions.Set) ?? []).ToDictionary(setting => setting.Key, string? (setting) => setting.Value);

    /// <summary>Overwrites what the command line names; the rest stays as configured.</summary>
    public static void Apply(ParseResult parsed, HyperFaceOptions options)
    {
        options.DataFolder = parsed.GetValue(GlobalOptions.Data) ?? options.DataFolder;
        options.Model = parsed.GetValue(GlobalOptions.Model) ?? options.Model;
        if (parsed.GetValue(GlobalOptions.Provider) is { } provider)
        {
            options.Embedder = options.Embedder with { ExecutionProvider = provider };
        }

        options.Detector = parsed.GetValue(GlobalOptions.Aligned) ? null : parsed.GetValue(GlobalOptions.Detector) ?? options.Detector;
        if (parsed.GetValue(GlobalOptions.Faces) is { } faces)
        {
            options.Photos = options.Photos with { Faces = GlobalOptions.FaceWords[faces] };
        }

        if (parsed.GetValue(GlobalOptions.Quality) is { } quality)
        {
            options.Photos = options.Photos with { Quality = Enum.Parse<QualityLevel>(quality, ignoreCase: true) };
        }
    }
}

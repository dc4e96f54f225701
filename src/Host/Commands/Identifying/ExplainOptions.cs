using System.CommandLine;

namespace HyperFace.Host.Commands.Identifying;

/// <summary>What <c>explain</c> understands beside the options of <c>identify</c>.</summary>
internal static class ExplainOptions
{
    public static readonly Option<string?> Subject = new("--subject")
    {
        Description = "Explain this subject [default: the best, and the first below the threshold]",
        HelpName = "id",
    };

    /// <summary>The options that name a probe; exactly one is needed.</summary>
    public static IReadOnlyList<Option> Probes => [IdentifyOptions.Image, IdentifyOptions.Embedding];
}

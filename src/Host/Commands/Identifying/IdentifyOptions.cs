using System.CommandLine;
using HyperFace.Indexer;
using HyperFace.Search;

namespace HyperFace.Host.Commands.Identifying;

/// <summary>What <c>identify</c> understands.</summary>
internal static class IdentifyOptions
{
    public static readonly Argument<string> Gallery = GalleryArgument.Create();

    public static readonly Option<string?> Image = new("--image") { Description = "Who is on this image?", HelpName = "file" };

    public static readonly Option<string?> Embedding = new("--embedding")
    {
        Description = "Who is this embedding of? A NumPy file (one row or a vector), or a JSON file with an array of numbers",
        HelpName = "file",
    };

    public static readonly Option<string?> Subject = new("--subject") { Description = "Who resembles this enrolled subject?", HelpName = "id" };

    public static readonly Option<int> Max = new("--max") { Description = "At most this many candidates, 1 to 1000", HelpName = "count", DefaultValueFactory = _ => 10 };

    public static readonly Option<float?> Threshold = new("--threshold")
    {
        Description = "Similarity (-1 to 1) from which a candidate is a match [default: the gallery's]",
        HelpName = "similarity",
    };

    public static readonly Option<bool> All = new("--all") { Description = "Show everybody at or above the threshold, however many they are" };

    public static readonly Option<bool> BelowThreshold = new("--below-threshold") { Description = "Also show the best candidates below the threshold; the decision does not change" };

    public static readonly Option<int?> TimeLimit = new("--time-limit")
    {
        Description = "Milliseconds that the search may take; then it ends with what it has, and nobody found is inconclusive [default: none]",
        HelpName = "milliseconds",
    };

    public static readonly Option<SearchMode> Mode = new("--mode") { Description = "How to search: auto, certified (fast and complete), exact (complete), or graph (may miss somebody)", HelpName = "mode" };

    public static readonly Option<Dictionary<string, string>?> Where = NameValueOption.Create("--where", "Search only subjects whose metadata has these values");

    /// <summary>How to search, as the options say.</summary>
    public static IdentificationRequest RequestOf(CommandRun run) => new()
    {
        MaxCandidates = run.Get(Max),
        Threshold = run.Get(Threshold),
        All = run.Get(All),
        IncludeBelowThreshold = run.Get(BelowThreshold),
        TimeLimit = run.Get(TimeLimit) is { } limit ? TimeSpan.FromMilliseconds(limit) : null,
        Mode = run.Get(Mode),
        Metadata = run.Get(Where),
    };

    /// <summary>The options that name a probe; exactly one is needed.</summary>
    public static IReadOnlyList<Option> Probes => [Image, Embedding, Subject];
}

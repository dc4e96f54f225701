using HyperFace.Synthesis;

namespace HyperFace.Host.Resources;

/// <summary>A gallery of synthetic embeddings: its size, what was asked of its similarities, and what they are.</summary>
internal sealed record LoadGalleryResource
{
    /// <summary>The folder of its files.</summary>
    public required string Out { get; init; }

    /// <summary>Templates.</summary>
    public required long Templates { get; init; }

    /// <summary>Subjects.</summary>
    public required int Subjects { get; init; }

    /// <summary>Mated probes, and as many non-mated ones.</summary>
    public required int Probes { get; init; }

    /// <summary>Values of an embedding.</summary>
    public required int Dimension { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Subjects who are enrolled under another id too.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Subjects who are somebody's twin.</summary>
    public required int Twins { get; init; }

    /// <summary>Templates that bear somebody else's id.</summary>
    public required long Mislabels { get; init; }

    /// <summary>How embeddings were spread, with what was asked.</summary>
    public required EmbeddingProfile Profile { get; init; }

    /// <summary>Similarities of mates, measured.</summary>
    public required SimilaritySpread Mated { get; init; }

    /// <summary>Similarities of strangers, measured; null of a single subject.</summary>
    public required SimilaritySpread? NonMated { get; init; }

    /// <summary>How long it took.</summary>
    public required double Seconds { get; init; }

    /// <summary>The resource for a report.</summary>
    public static LoadGalleryResource From(LoadGalleryReport report, string folder, TimeSpan took) => new()
    {
        Out = folder,
        Templates = report.Templates,
        Subjects = report.Subjects,
        Probes = report.Probes,
        Dimension = report.Dimension,
        Seed = report.Seed,
        Duplicates = report.Duplicates,
        Twins = report.Twins,
        Mislabels = report.Mislabels,
        Profile = report.Profile,
        Mated = report.Mated,
        NonMated = report.NonMated,
        Seconds = took.TotalSeconds,
    };
}

using HyperFace.Search;

namespace HyperFace.Indexer;

/// <summary>How to search. The default value of each property is the usual choice.</summary>
public sealed record IdentificationRequest
{
    /// <summary>At most this many subjects are returned, 1 to 1000; 10 by default.</summary>
    public int MaxCandidates { get; init; } = 10;

    /// <summary>Similarity (−1..1) from which a candidate is a match; null takes the gallery's.</summary>
    public float? Threshold { get; init; }

    /// <summary>Also return the best subjects below the threshold, for a person to review. The decision does not change.</summary>
    public bool IncludeBelowThreshold { get; init; }

    /// <summary>
    /// Return everybody at or above the threshold, however many they are, and complete: <see cref="MaxCandidates"/> is not
    /// used, a threshold must be known, and <see cref="SearchMode.Graph"/> is refused, because it may miss somebody.
    /// </summary>
    public bool All { get; init; }

    /// <summary>
    /// How long the search may take, more than zero; null, the default, as long as it needs. When the time is over it ends
    /// with what it has: the answer is not complete, and nobody found by then is <see cref="Decision.Inconclusive"/>.
    /// </summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>How to search; <see cref="SearchMode.Auto"/> by default.</summary>
    public SearchMode Mode { get; init; }

    /// <summary>Only these subjects are searched; null searches all. Unknown ids are passed over.</summary>
    public IReadOnlyCollection<string>? SubjectIds { get; init; }

    /// <summary>Only subjects whose metadata has all these values are searched; null searches all.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}

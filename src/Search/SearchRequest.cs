namespace HyperFace.Search;

/// <summary>What a search asks for. The default value asks for the ten best subjects of all, the way the index thinks best.</summary>
public readonly record struct SearchRequest
{
    /// <summary>The largest <see cref="MaxCandidates"/>.</summary>
    public const int MaxCandidatesLimit = 1000;

    private const int DefaultMaxCandidates = 10;

    private readonly int? _maxCandidates;

    /// <summary>At most this many subjects are returned: 1 to 1000, 10 by default.</summary>
    public int MaxCandidates
    {
        get => _maxCandidates ?? DefaultMaxCandidates;
        init => _maxCandidates = value;
    }

    /// <summary>When given, only subjects of at least this similarity are returned, and when the graph finds none <see cref="SearchMode.Auto"/> sweeps before it says so. −1 to 1.</summary>
    public float? Threshold { get; init; }

    /// <summary>How to search; <see cref="SearchMode.Auto"/> by default.</summary>
    public SearchMode Mode { get; init; }

    /// <summary>Only these subjects are considered; null, the default, considers all.</summary>
    public SubjectSet? Filter { get; init; }

    /// <summary>
    /// Threads that share a certified sweep, 1 to 1024; 0, the default, is one. More make a single search of a large index
    /// shorter and many searches at a time no faster; sharing allocates.
    /// </summary>
    public int Threads { get; init; }

    /// <summary>Templates that the graph walk keeps in view: 1 to 65536; 0, the default, takes <see cref="HnswParameters.EfSearch"/>. At least <see cref="MaxCandidates"/> are always kept.</summary>
    public int Ef { get; init; }
}

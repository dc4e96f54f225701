using HyperFace.Search.Searching;

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
    /// Only subjects of which this is true are considered, and where there is a <see cref="Filter"/> both must hold; null,
    /// the default, considers all. It is called on the threads that search, any number of times for a subject and also for
    /// subjects whose templates were removed; it must give one subject the same answer throughout a search, and must not
    /// call the index. What it throws ends the search and reaches its caller. A <see cref="SubjectSet"/> is faster.
    /// </summary>
    public Func<SubjectKey, bool>? Where { get; init; }

    /// <summary>
    /// How long the search may take: 0 or more; null, the default, as long as it needs. When the time is over the search
    /// ends with what it has, and the answer is not complete. Looked at every few thousand templates of a sweep, every few
    /// hundred of a scan, every few nodes of a walk. In <see cref="FaceIndex.SearchBatch"/> it holds for the whole call.
    /// </summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>
    /// Templates that the search may compare: 0 or more; null, the default, as many as it needs. When they are compared
    /// the search ends with what it has, and the answer is not complete. A sweep compares also those that were removed or
    /// that the filter keeps out; what it looks at more closely counts once. In <see cref="FaceIndex.SearchBatch"/> it holds for each probe.
    /// </summary>
    public long? VisitLimit { get; init; }

    /// <summary>Is told what the search does; null, the default, when nobody wants to know.</summary>
    public ISearchTrace? Trace { get; init; }

    /// <summary>
    /// Threads that share a certified sweep, or the probes of <see cref="FaceIndex.SearchBatch"/>, 1 to 1024; 0, the default, is one. More make
    /// a single search of a large index shorter and many searches at a time no faster; sharing allocates.
    /// </summary>
    public int Threads { get; init; }

    /// <summary>
    /// The share of mates that <see cref="SearchMode.Auto"/> must find, and by which a walk chooses how wide it is: 0.5 to 1; null, the
    /// default, takes <see cref="FaceIndexOptions.MateRecall"/>. At 1 there is no walk, unless a limit of the request would end a sweep before it is complete.
    /// </summary>
    public double? MateRecall { get; init; }

    /// <summary>Templates that the graph walk keeps in view: 1 to 65536; 0, the default, takes what <see cref="MateRecall"/> needs, or <see cref="HnswParameters.EfSearch"/> where the graph was never calibrated. At least <see cref="MaxCandidates"/> are always kept.</summary>
    public int Ef { get; init; }

    /// <summary>Whom the request considers.</summary>
    internal SubjectFilter Who => new(Filter, Where);
}

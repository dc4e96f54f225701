namespace HyperFace.Search;

/// <summary>How an index is searched.</summary>
public enum SearchMode
{
    /// <summary>
    /// The index chooses by what it costs, and confirms by a sweep when the graph finds nobody: nobody at the threshold
    /// where one is given, nobody whom the filter lets through where there is one.
    /// </summary>
    Auto,

    /// <summary>Every live template is compared in full precision: slow and complete.</summary>
    Exact,

    /// <summary>The HNSW graph is walked, and templates not yet linked are compared: fast, and it may miss somebody.</summary>
    Graph,

    /// <summary>
    /// The codes of all templates are read, and whoever they cannot exclude is compared in full precision: complete, but
    /// for a stated probability that is practically none. Vectors of fewer than 64 dimensions are scanned instead.
    /// </summary>
    Certified,
}

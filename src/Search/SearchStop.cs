namespace HyperFace.Search;

/// <summary>What ended a search before it had looked at everybody it was to look at.</summary>
public enum SearchStop
{
    /// <summary>Nothing: it went to its end.</summary>
    None,

    /// <summary><see cref="SearchRequest.TimeLimit"/> was over.</summary>
    TimeLimit,

    /// <summary><see cref="SearchRequest.VisitLimit"/> was reached.</summary>
    VisitLimit,
}

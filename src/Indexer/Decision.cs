namespace HyperFace.Indexer;

/// <summary>What an identification or a verification says.</summary>
public enum Decision
{
    /// <summary>The best similarity reaches the threshold.</summary>
    Match,

    /// <summary>Nobody reaches the threshold, and every live template was considered.</summary>
    NoMatch,

    /// <summary>Nobody found reaches the threshold but not all were considered, or no threshold is known.</summary>
    Inconclusive,
}

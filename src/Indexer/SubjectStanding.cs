namespace HyperFace.Indexer;

/// <summary>Where a subject stands in an explained identification, and why.</summary>
public enum SubjectStanding
{
    /// <summary>It is among the candidates.</summary>
    Candidate,

    /// <summary>Its best template lies below the cut.</summary>
    BelowCut,

    /// <summary>The request's filter keeps it out.</summary>
    KeptOut,

    /// <summary>It reaches the cut and is not among the candidates: the graph lost it, or a limit ended the search before.</summary>
    Missed,
}

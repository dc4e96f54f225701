namespace HyperFace.Search;

/// <summary>Why an index was searched the way it was.</summary>
public enum ModeReason
{
    /// <summary>The request names this mode.</summary>
    Requested,

    /// <summary>A sweep was asked for or due, but vectors of so few dimensions have no codes: they are scanned.</summary>
    NoCodes,

    /// <summary>There are at most <see cref="FaceIndexOptions.ExactLimit"/> live templates: a scan is as fast as anything.</summary>
    FewTemplates,

    /// <summary>There are at most <see cref="FaceIndexOptions.SweepLimit"/> live templates: they are swept.</summary>
    WithinSweepLimit,

    /// <summary>There are more: the graph is walked.</summary>
    BeyondSweepLimit,

    /// <summary>There are more, but by what searches have cost here a walk is not much faster than a sweep, which misses nobody: they are swept.</summary>
    SweepAsFast,

    /// <summary>No walk finds the share of mates that was asked for: they are swept.</summary>
    RecallOutOfReach,

    /// <summary>By what searches have cost here a sweep would not end within <see cref="SearchRequest.TimeLimit"/>: the graph is walked.</summary>
    TimeLimit,

    /// <summary>There are more, but no graph yet: they are swept.</summary>
    NothingLinked,

    /// <summary>The filter lets through so few that a walk would mostly meet strangers to it: they are swept.</summary>
    SelectiveFilter,

    /// <summary><see cref="SearchRequest.VisitLimit"/> ends before a sweep would: the graph is walked.</summary>
    VisitLimit,

    /// <summary>Everybody at or above a threshold was asked for, which the graph cannot promise: they are swept.</summary>
    EverybodyAsked,

    /// <summary>The walk found nobody, and nobody is said only after looking at everybody: a sweep confirmed it.</summary>
    NobodyFound,

    /// <summary>
    /// The walk had no room left for those it was to find, among the many near the probe that the filter keeps out, that were removed, or
    /// that are templates of the same few subjects: a sweep followed.
    /// </summary>
    WalkStarved,

    /// <summary>The walk was one of those that are compared with a sweep: the sweep's answer is given. See <see cref="FaceIndexOptions.AuditEvery"/>.</summary>
    Audited,
}

namespace HyperFace.Indexer;

/// <summary>What became of one row of a bulk enrolment.</summary>
public enum RowResult
{
    /// <summary>It is a template now, or part of a fused one (in a dry run: it would be).</summary>
    Enrolled,

    /// <summary>Its subject had this very content already; nothing was added.</summary>
    Duplicate,

    /// <summary>It was refused; reason and message say why.</summary>
    Rejected,
}

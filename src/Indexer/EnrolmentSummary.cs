namespace HyperFace.Indexer;

/// <summary>The outcomes of a bulk enrolment so far. A dry run counts what would have happened.</summary>
/// <param name="Enrolled">Rows that became a template, or part of one that was fused.</param>
/// <param name="Duplicates">Rows whose subject had the same content already; nothing was added.</param>
/// <param name="Rejected">Rows refused, each with a reason.</param>
public readonly record struct EnrolmentSummary(long Enrolled, long Duplicates, long Rejected)
{
    /// <summary>Rows with an outcome.</summary>
    public long Rows => Enrolled + Duplicates + Rejected;
}

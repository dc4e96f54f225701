using HyperFace.Indexer;

namespace HyperFace.Host.Resources;

/// <summary>An enrolment's outcomes so far. A dry run counts what would have happened.</summary>
internal sealed record JobOutcomesResource
{
    /// <summary>Rows that became a template.</summary>
    public required long Enrolled { get; init; }

    /// <summary>Rows whose subject had the same content already.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Rows refused, each with a reason.</summary>
    public required long Rejected { get; init; }

    /// <summary>The resource for a summary.</summary>
    public static JobOutcomesResource From(EnrolmentSummary summary) => new()
    {
        Enrolled = summary.Enrolled,
        Duplicates = summary.Duplicates,
        Rejected = summary.Rejected,
    };
}

using HyperFace.Embedding;
using HyperFace.Indexer.Enrolling;

namespace HyperFace.Indexer.Jobs;

/// <summary>Takes prepared rows, in order, and hands on what becomes of each, in the same order.</summary>
/// <param name="outcomes">Writes the outcome of the next row; waits while too many are under way.</param>
internal abstract class RowEnrolment(Func<Task<RowOutcome>, ValueTask> outcomes)
{
    /// <summary>Takes the next row with the template of its face; null where it has none, or the model failed.</summary>
    public abstract ValueTask AddAsync(PreparedRow row, FaceTemplate? template);

    /// <summary>Says that the source has no more rows. Not called where reading was stopped before.</summary>
    public virtual ValueTask EndAsync() => ValueTask.CompletedTask;

    /// <summary>Hands on what becomes of the next row.</summary>
    protected ValueTask WriteAsync(Task<RowOutcome> outcome) => outcomes(outcome);

    /// <summary>A row that becomes nothing.</summary>
    protected static RowOutcome Rejected(EnrolmentRow row, RejectionReason reason, string message) =>
        new(row.Row, row.Label, row.SubjectId, RowResult.Rejected, Reason: reason, Message: message);

    /// <summary>A row that was refused before.</summary>
    protected static RowOutcome Rejected(PreparedRow prepared, (RejectionReason Reason, string Message) fault) =>
        Rejected(prepared.Row, fault.Reason, fault.Message) with { FaceReasons = prepared.FaceReasons };

    /// <summary>The row as an enrolment of its own.</summary>
    protected static TemplateEnrolment ToEnrolment(PreparedRow prepared, FaceTemplate? template, string jobId) => new()
    {
        SubjectId = prepared.Row.SubjectId!,
        Vector = template?.Vector ?? prepared.Row.Embedding,
        Fingerprint = template?.Fingerprint,
        Norm = template?.Norm,
        ContentHash = prepared.ContentHash,
        Source = prepared.Row.Label,
        Metadata = prepared.Row.Metadata,
        Origin = (jobId, prepared.Row.Row),
    };
}

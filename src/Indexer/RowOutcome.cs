using HyperFace.Embedding;

namespace HyperFace.Indexer;

/// <summary>What became of one row of a bulk enrolment.</summary>
/// <param name="Row">The row's number, from 0.</param>
/// <param name="Label">Which one that is, for people: a file's name, a line.</param>
/// <param name="SubjectId">The person; null when the row names none that can be read.</param>
/// <param name="Result">Enrolled, duplicate or rejected.</param>
/// <param name="TemplateId">The template, new or known; null for a rejected row and in a dry run.</param>
/// <param name="Reason">Why it was rejected; null otherwise.</param>
/// <param name="Message">The same in words; null otherwise.</param>
/// <param name="FaceReasons">Why no face of its photo was taken, where the reason is <see cref="RejectionReason.FaceRefused"/>; null otherwise.</param>
public sealed record RowOutcome(long Row, string Label, string? SubjectId, RowResult Result, ulong? TemplateId = null, RejectionReason? Reason = null, string? Message = null, IReadOnlyList<QualityReason>? FaceReasons = null);

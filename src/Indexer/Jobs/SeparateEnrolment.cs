using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using HyperFace.Embedding;
using HyperFace.Indexer.Enrolling;

namespace HyperFace.Indexer.Jobs;

/// <summary>Each row becomes a template of its own; thousands are in flight.</summary>
internal sealed class SeparateEnrolment(Gallery gallery, string jobId, bool dryRun, Func<Task<RowOutcome>, ValueTask> outcomes) : RowEnrolment(outcomes)
{
    private readonly HashSet<UInt128> _dryRunContent = [];

    /// <inheritdoc/>
    public override ValueTask AddAsync(PreparedRow row, FaceTemplate? template) => WriteAsync(EnrolAsync(row, template));

    private async Task<RowOutcome> EnrolAsync(PreparedRow prepared, FaceTemplate? template)
    {
        EnrolmentRow row = prepared.Row;
        if (prepared.Fault is { } fault)
        {
            return Rejected(prepared, fault);
        }

        try
        {
            if (dryRun)
            {
                return Validate(row, prepared.ContentHash!);
            }

            Enrolment enrolment = await gallery.EnrolAsync(ToEnrolment(prepared, template, jobId)).ConfigureAwait(false);
            return new RowOutcome(row.Row, row.Label, row.SubjectId, enrolment.Duplicate ? RowResult.Duplicate : RowResult.Enrolled, enrolment.TemplateId);
        }
        catch (EnrolmentRejectedException e)
        {
            return Rejected(row, e.Reason, e.Message);
        }
    }

    /// <summary>What enrolling the row would come to; an image counts as enrolled once it is decoded.</summary>
    private RowOutcome Validate(EnrolmentRow row, string contentHash)
    {
        if (row.Embedding is { } embedding)
        {
            UnitVector.From(embedding, gallery.Dimension);
        }

        bool known = gallery.HasContent(row.SubjectId!, contentHash) || !_dryRunContent.Add(ContentKey(row.SubjectId!, contentHash));
        return new RowOutcome(row.Row, row.Label, row.SubjectId, known ? RowResult.Duplicate : RowResult.Enrolled);
    }

    /// <summary>Half of a SHA-256: a dry run remembers every row, so each should be small.</summary>
    private static UInt128 ContentKey(string subjectId, string contentHash)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{subjectId}\n{contentHash}"), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}

using HyperFace.Embedding;
using HyperFace.Indexer.Enrolling;

namespace HyperFace.Indexer.Jobs;

/// <summary>
/// The rows of one subject become one template (<see cref="TemplateFusion.Fuse"/>). They wait for the last of them; a
/// row's outcome follows the acknowledgement of the template that it went into. The template's origin is the first row,
/// so that a job cut short within a subject's rows, which begins that subject anew, meets its own template.
/// </summary>
internal sealed class FusedRows(Gallery gallery, string jobId, bool dryRun, Func<Task<RowOutcome>, ValueTask> outcomes) : RowEnrolment(outcomes)
{
    private readonly List<(PreparedRow Row, FaceTemplate? Template)> _rows = [];
    private string? _subjectId;
    private int _fusable;

    /// <inheritdoc/>
    public override async ValueTask AddAsync(PreparedRow row, FaceTemplate? template)
    {
        if (row.Row.SubjectId is { } subjectId && subjectId != _subjectId)
        {
            // Rows in front of which no subject could be read go with the first one that can.
            if (_subjectId is not null)
            {
                await EndAsync().ConfigureAwait(false);
            }

            _subjectId = subjectId;
        }

        if (row.Fault is null && ++_fusable > FusedEnrolment.MaxImages)
        {
            row = row with { Fault = (RejectionReason.TooManyImages, $"Subject '{_subjectId}' has more than {FusedEnrolment.MaxImages} images in the source, as many as a template is fused of.") };
        }

        // The pixels are done with; what waits for the last row is small.
        _rows.Add((row with { Face = null }, template));
    }

    /// <inheritdoc/>
    public override async ValueTask EndAsync()
    {
        if (_rows.Count == 0)
        {
            return;
        }

        (PreparedRow Row, FaceTemplate? Template)[] rows = [.. _rows];
        _rows.Clear();
        _fusable = 0;
        Task<RowOutcome[]> all = FuseAsync(rows);
        for (int i = 0; i < rows.Length; i++)
        {
            await WriteAsync(AtAsync(all, i)).ConfigureAwait(false);
        }
    }

    private static async Task<RowOutcome> AtAsync(Task<RowOutcome[]> all, int index) => (await all.ConfigureAwait(false))[index];

    private async Task<RowOutcome[]> FuseAsync((PreparedRow Row, FaceTemplate? Template)[] rows)
    {
        var outcomes = new RowOutcome?[rows.Length];
        var parts = new List<(int Index, TemplateEnrolment Enrolment)>();
        for (int i = 0; i < rows.Length; i++)
        {
            outcomes[i] = RefusalOf(rows[i].Row);
            if (outcomes[i] is null)
            {
                parts.Add((i, ToEnrolment(rows[i].Row, rows[i].Template, jobId)));
            }
        }

        if (parts.Count > 0)
        {
            await EnrolAsync(rows, parts, outcomes).ConfigureAwait(false);
        }

        return outcomes!;
    }

    private async Task EnrolAsync((PreparedRow Row, FaceTemplate? Template)[] rows, List<(int Index, TemplateEnrolment Enrolment)> parts, RowOutcome?[] outcomes)
    {
        try
        {
            (bool known, ulong? templateId) = dryRun
                ? (gallery.HasContent(parts[0].Enrolment.SubjectId, FusedEnrolment.HashOfSet(parts.Select(part => part.Enrolment.ContentHash!))), null)
                : await EnrolAsync([.. parts.Select(part => part.Enrolment)], rows[0].Row.Row.Row).ConfigureAwait(false);
            var content = new HashSet<string>();
            foreach ((int index, TemplateEnrolment part) in parts)
            {
                EnrolmentRow row = rows[index].Row.Row;
                RowResult result = content.Add(part.ContentHash!) && !known ? RowResult.Enrolled : RowResult.Duplicate;
                outcomes[index] = new RowOutcome(row.Row, row.Label, row.SubjectId, result, templateId);
            }
        }
        catch (EnrolmentRejectedException e)
        {
            parts.ForEach(part => outcomes[part.Index] = Rejected(rows[part.Index].Row.Row, e.Reason, e.Message));
        }
    }

    private async Task<(bool Known, ulong? TemplateId)> EnrolAsync(TemplateEnrolment[] parts, long firstRow)
    {
        Enrolment enrolment = await gallery.EnrolAsync(FusedEnrolment.Of(parts) with { Origin = (jobId, firstRow) }).ConfigureAwait(false);
        return (enrolment.Duplicate, enrolment.TemplateId);
    }

    private RowOutcome? RefusalOf(PreparedRow prepared)
    {
        if (prepared.Fault is { } fault)
        {
            return Rejected(prepared, fault);
        }

        try
        {
            // One vector that is none must not take the others with it.
            if (prepared.Row.Embedding is { } embedding)
            {
                UnitVector.From(embedding, gallery.Dimension);
            }

            return null;
        }
        catch (EnrolmentRejectedException e)
        {
            return Rejected(prepared.Row, e.Reason, e.Message);
        }
    }
}

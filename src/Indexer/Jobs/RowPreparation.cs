using System.Runtime.InteropServices;
using HyperFace.Embedding;
using HyperFace.Indexer.Enrolling;

namespace HyperFace.Indexer.Jobs;

/// <summary>The first half of a row's way: read, check, hash, decode; of a photo also detect, align and measure. Any number of rows at a time.</summary>
internal sealed class RowPreparation(FaceEmbedder? embedder, FaceDetector? detector, PhotoOptions photos, ImageLimits limits)
{
    /// <summary>In what a template falls short that is known from itself alone.</summary>
    public IReadOnlyList<QualityFlaw> FlawsOf(FaceTemplate template) => detector is null ? [] : photos.EffectiveThresholds.FlawsOf(template);

    /// <summary>Prepares a row; whatever is wrong with it becomes its fault, never an exception.</summary>
    public PreparedRow Prepare(EnrolmentRow row)
    {
        try
        {
            if (row.Fault is { } fault)
            {
                return new PreparedRow(row) { Fault = fault };
            }

            EnrolmentRules.RequireSubjectId(row.SubjectId);
            EnrolmentRules.RequireMetadata(row.Metadata);
            return row.ImagePath is null
                ? new PreparedRow(row) { ContentHash = TemplateEnrolment.ContentHashOf(MemoryMarshal.AsBytes(row.Embedding.AsSpan())) }
                : PrepareImage(row);
        }
        catch (EnrolmentRejectedException e)
        {
            return new PreparedRow(row) { Fault = (e.Reason, e.Message) };
        }
        catch (InvalidImageException e)
        {
            return new PreparedRow(row) { Fault = (RejectionReason.InvalidImage, e.Message) };
        }
        catch (FaceRefusedException e)
        {
            return PreparedRow.Refused(row, e.Flaws);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new PreparedRow(row) { Fault = (RejectionReason.FileUnreadable, $"'{row.Label}' cannot be read: {e.Message}") };
        }
    }

    private PreparedRow PrepareImage(EnrolmentRow row)
    {
        // Asked of the open file, not of its name: what is read is what was measured.
        using var file = new FileStream(row.ImagePath!, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        if (file.Length > limits.MaxBytes)
        {
            return new PreparedRow(row) { Fault = (RejectionReason.InvalidImage, $"The file has {file.Length:N0} bytes; at most {limits.MaxBytes:N0} are allowed.") };
        }

        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        AlignedFace face = embedder!.Prepare(bytes, detector, photos).RequireAccepted()[0].Aligned!;
        return new PreparedRow(row) { Face = face, ContentHash = TemplateEnrolment.ContentHashOf(bytes) };
    }
}

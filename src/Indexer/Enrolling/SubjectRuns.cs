using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace HyperFace.Indexer.Enrolling;

/// <summary>
/// The runs of rows of one subject in a source: what is fused into one template. A row of which no subject can be read
/// belongs to the run that it stands in.
/// </summary>
internal static class SubjectRuns
{
    /// <summary>
    /// Throws <see cref="ImportException"/> when a subject has rows in several places: the images of a person would
    /// become several templates, or all would have to wait in memory for the end of the source.
    /// </summary>
    public static void Require(EnrolmentSource source)
    {
        if (source is FolderSource)
        {
            return;
        }

        // Half a SHA-256 for each subject: a source may have millions.
        var seen = new HashSet<UInt128>();
        string? current = null;
        foreach (EnrolmentRow row in source.Rows(0))
        {
            if (row.SubjectId is not { } subjectId || subjectId == current)
            {
                continue;
            }

            current = subjectId;
            if (!seen.Add(BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(subjectId)))))
            {
                throw new ImportException($"Row {row.Row + 1} ('{row.Label}') is of subject '{subjectId}', of whom there are rows before that stand apart from it. To be fused, a subject's rows must stand together: sort the source by subject.");
            }
        }
    }

    /// <summary>The first row of the run that row <paramref name="row"/> belongs to: where a job that was cut short there begins again.</summary>
    public static long StartOf(EnrolmentSource source, long row)
    {
        long start = 0;
        string? current = null;
        foreach (EnrolmentRow next in source.Rows(0).TakeWhile(next => next.Row <= row))
        {
            if (next.SubjectId is { } subjectId && subjectId != current)
            {
                start = current is null ? start : next.Row;
                current = subjectId;
            }
        }

        return start;
    }
}

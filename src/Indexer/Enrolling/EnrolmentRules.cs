using System.Text;

namespace HyperFace.Indexer.Enrolling;

/// <summary>What may enter a gallery, apart from vectors.</summary>
internal static class EnrolmentRules
{
    /// <summary>Longest subject id, in bytes of UTF-8; LiteDB's index keys end at 1,023.</summary>
    public const int MaxSubjectIdBytes = 256;

    /// <summary>Most templates of one subject: a subject is one catalogue document, and its templates are read with it.</summary>
    public const int MaxTemplatesPerSubject = 256;

    private const int MaxMetadataEntries = 64;
    private const int MaxMetadataName = 128;
    private const int MaxMetadataValue = 4096;

    /// <summary>Throws <see cref="EnrolmentRejectedException"/> unless <paramref name="subjectId"/> can name a subject.</summary>
    public static void RequireSubjectId(string? subjectId)
    {
        if (string.IsNullOrWhiteSpace(subjectId))
        {
            throw new EnrolmentRejectedException(RejectionReason.InvalidSubjectId, "The subject id is empty.");
        }

        if (Encoding.UTF8.GetByteCount(subjectId) > MaxSubjectIdBytes)
        {
            throw new EnrolmentRejectedException(RejectionReason.InvalidSubjectId, $"The subject id is {Encoding.UTF8.GetByteCount(subjectId)} bytes long; at most {MaxSubjectIdBytes} are allowed.");
        }

        if (subjectId.Any(char.IsControl))
        {
            throw new EnrolmentRejectedException(RejectionReason.InvalidSubjectId, "The subject id holds a control character.");
        }
    }

    /// <summary>Throws <see cref="EnrolmentRejectedException"/> unless <paramref name="metadata"/> is within bounds.</summary>
    public static void RequireMetadata(IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is null)
        {
            return;
        }

        if (metadata.Count > MaxMetadataEntries)
        {
            throw new EnrolmentRejectedException(RejectionReason.InvalidMetadata, $"The metadata has {metadata.Count} entries; at most {MaxMetadataEntries} are allowed.");
        }

        foreach ((string name, string value) in metadata)
        {
            if (name.Length is 0 or > MaxMetadataName || name.Any(char.IsControl))
            {
                throw new EnrolmentRejectedException(RejectionReason.InvalidMetadata, $"A metadata name must have 1 to {MaxMetadataName} characters, none of them a control character.");
            }

            if (value is null || value.Length > MaxMetadataValue || value.Contains('\0', StringComparison.Ordinal))
            {
                throw new EnrolmentRejectedException(RejectionReason.InvalidMetadata, $"The metadata value '{name}' must be a text of at most {MaxMetadataValue} characters.");
            }
        }
    }
}

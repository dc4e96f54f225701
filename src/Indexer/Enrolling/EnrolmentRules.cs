using System.Text;
using HyperFace.Indexer.Catalogue;

namespace HyperFace.Indexer.Enrolling;

/// <summary>What may enter a gallery, apart from vectors. Together the limits keep a record within what the log can read back, and a subject within what the catalogue can hold.</summary>
internal static class EnrolmentRules
{
    /// <summary>Longest subject id, in bytes of UTF-8; LiteDB's index keys end at 1,023.</summary>
    public const int MaxSubjectIdBytes = 256;

    /// <summary>Most templates of one subject: a subject is one catalogue document, and its templates are read with it.</summary>
    public const int MaxTemplatesPerSubject = 256;

    /// <summary>Longest source, in characters; a longer one is shortened, because it is for people and no reason to refuse a face.</summary>
    public const int MaxSource = 1024;

    private const int MaxMetadataEntries = 64;
    private const int MaxMetadataName = 128;
    private const int MaxMetadataValue = 4096;
    private const int MaxMetadata = 1 << 16;
    private const int ContentHashDigits = 64;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Throws <see cref="EnrolmentRejectedException"/> unless <paramref name="subjectId"/> can name a subject.</summary>
    public static void RequireSubjectId(string? subjectId)
    {
        if (string.IsNullOrWhiteSpace(subjectId))
        {
            throw new EnrolmentRejectedException(RejectionReason.InvalidSubjectId, "The subject id is empty.");
        }

        // Half a surrogate pair would be written as U+FFFD, and two such ids would become one person.
        if (!IsUnicode(subjectId, out int bytes))
        {
            throw new EnrolmentRejectedException(RejectionReason.InvalidSubjectId, "The subject id is not valid Unicode: it holds half of a surrogate pair.");
        }

        if (bytes > MaxSubjectIdBytes)
        {
            throw new EnrolmentRejectedException(RejectionReason.InvalidSubjectId, $"The subject id is {bytes} bytes long; at most {MaxSubjectIdBytes} are allowed.");
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
            throw Refused($"The metadata has {metadata.Count} entries; at most {MaxMetadataEntries} are allowed.");
        }

        int characters = 0;
        foreach ((string name, string value) in metadata)
        {
            if (name.Length is 0 or > MaxMetadataName || name.Any(char.IsControl) || !IsUnicode(name, out _))
            {
                throw Refused($"A metadata name must have 1 to {MaxMetadataName} characters of valid Unicode, none of them a control character.");
            }

            if (value is null || value.Length > MaxMetadataValue || value.Contains('\0', StringComparison.Ordinal) || !IsUnicode(value, out _))
            {
                throw Refused($"The metadata value '{name}' must be a text of at most {MaxMetadataValue} characters of valid Unicode.");
            }

            characters += name.Length + value.Length;
        }

        if (characters > MaxMetadata)
        {
            throw Refused($"The metadata has {characters} characters in all; at most {MaxMetadata} are allowed.");
        }
    }

    /// <summary>Throws <see cref="EnrolmentRejectedException"/> unless <paramref name="subject"/> has room for another template and, merged over its own, for <paramref name="metadata"/>.</summary>
    public static void RequireRoom(SubjectEntry subject, IReadOnlyDictionary<string, string>? metadata)
    {
        if (subject.Templates.Count >= MaxTemplatesPerSubject)
        {
            throw new EnrolmentRejectedException(RejectionReason.TooManyTemplates, $"Subject '{subject.SubjectId}' has {subject.Templates.Count} templates, as many as a subject may have.");
        }

        if (metadata is not null)
        {
            RequireMetadata(CatalogueChanges.Merge(subject.Metadata, metadata));
        }
    }

    /// <summary>Throws <see cref="InvalidRequestException"/> unless <paramref name="norm"/> can be the length of a vector.</summary>
    public static void RequireNorm(float? norm)
    {
        if (norm is { } value && !(float.IsFinite(value) && value >= 0))
        {
            throw new InvalidRequestException($"norm is {value}; the length of an embedding is a finite number, 0 or more.");
        }
    }

    /// <summary>Throws <see cref="InvalidRequestException"/> unless a template can be fused of so many images.</summary>
    public static void RequireImages(int images)
    {
        if (images is < 1 or > FusedEnrolment.MaxImages)
        {
            throw new InvalidRequestException($"images is {images}; a template is made of 1 to {FusedEnrolment.MaxImages}.");
        }
    }

    /// <summary>A content hash in the one form in which it is compared.</summary>
    /// <exception cref="InvalidRequestException">It is no SHA-256 in hexadecimal.</exception>
    public static string? ContentHash(string? hash) => hash is null || (hash.Length == ContentHashDigits && hash.All(char.IsAsciiHexDigit))
        ? hash?.ToLowerInvariant()
        : throw new InvalidRequestException($"contentHash '{hash}' is not a SHA-256 in hexadecimal: {ContentHashDigits} digits are needed.");

    /// <summary>A source as it is written down.</summary>
    public static string? Source(string? source)
    {
        if (source is null)
        {
            return null;
        }

        string shown = source.Length <= MaxSource ? source : source[..(MaxSource - 1)] + "…";
        return IsUnicode(shown, out _) ? shown : new string([.. shown.EnumerateRunes().SelectMany(rune => rune.ToString())]);
    }

    private static EnrolmentRejectedException Refused(string message) => new(RejectionReason.InvalidMetadata, message);

    private static bool IsUnicode(string text, out int bytes)
    {
        try
        {
            bytes = StrictUtf8.GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            bytes = 0;
            return false;
        }
    }
}

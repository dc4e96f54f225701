using System.Security.Cryptography;
using HyperFace.Embedding;
using HyperFace.Indexer.Enrolling;

namespace HyperFace.Indexer;

/// <summary>A ready-made embedding to enrol.</summary>
public sealed record TemplateEnrolment
{
    /// <summary>The person: 1 to 256 bytes of UTF-8 without control characters.</summary>
    public required string SubjectId { get; init; }

    /// <summary>The embedding, of the gallery's dimension; it need not have unit length.</summary>
    public required ReadOnlyMemory<float> Vector { get; init; }

    /// <summary>The model that made it; when given it must be the gallery's.</summary>
    public ModelFingerprint? Fingerprint { get; init; }

    /// <summary>SHA-256 of what the embedding was made from, in hexadecimal; null takes the embedding's own bytes. The same content is enrolled once per subject.</summary>
    public string? ContentHash { get; init; }

    /// <summary>Where it came from, for people.</summary>
    public string? Source { get; init; }

    /// <summary>Length of the embedding before it was normalised, when known.</summary>
    public float? Norm { get; init; }

    /// <summary>Merged into the subject's metadata: up to 64 entries, names up to 128, values up to 4,096 characters.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>Images that the embedding was fused of: 1, the default, to 4,096.</summary>
    public int Images { get; init; } = 1;

    /// <summary>The bulk job and row that this is, so that a resumed job knows its own work.</summary>
    internal (string JobId, long Row)? Origin { get; init; }

    /// <summary>
    /// One enrolment of several images or embeddings of a subject: the mean of their features (unit vector times norm;
    /// where no norm is given, the vector as it is), normalised. The same content counts once. Its content hash is that
    /// of the set, in whatever order; its norm that of the mean; metadata are merged in the order given.
    /// </summary>
    /// <param name="enrolments">1 to 4,096 enrolments of one subject and one model. A single one comes back as it is.</param>
    /// <exception cref="ArgumentException">There are none or too many, or they are of several subjects or models.</exception>
    /// <exception cref="EnrolmentRejectedException">The vectors differ in length, one has no direction, or they point in opposite ones.</exception>
    public static TemplateEnrolment Fuse(IReadOnlyList<TemplateEnrolment> enrolments)
    {
        ArgumentNullException.ThrowIfNull(enrolments);
        return FusedEnrolment.Of(enrolments);
    }

    /// <summary>What tells content apart: the SHA-256 of its bytes, 64 hexadecimal digits, lower case. The same image is the same content on every way in.</summary>
    /// <param name="content">The image file, or the embedding's bytes.</param>
    public static string ContentHashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}

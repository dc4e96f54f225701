using System.Security.Cryptography;
using HyperFace.Embedding;

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

    /// <summary>The bulk job and row that this is, so that a resumed job knows its own work.</summary>
    internal (string JobId, long Row)? Origin { get; init; }

    /// <summary>What tells content apart: the SHA-256 of its bytes, 64 hexadecimal digits, lower case. The same image is the same content on every way in.</summary>
    /// <param name="content">The image file, or the embedding's bytes.</param>
    public static string ContentHashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}

using System.Text.Json.Serialization;

namespace HyperFace.Host.Http.Verifying;

/// <summary>Is it this subject? Exactly one of image and embedding is the probe. In a multipart form the image comes as a file.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SubjectVerificationBody
{
    /// <summary>The claimed person.</summary>
    public required string SubjectId { get; init; }

    /// <summary>An image file (JPEG, PNG, WebP or BMP) in base64.</summary>
    public byte[]? Image { get; init; }

    /// <summary>An embedding of the gallery's model and dimension; it need not have unit length.</summary>
    public float[]? Embedding { get; init; }

    /// <summary>Fingerprint of the model that made the embedding; when given it must be the gallery's.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>Similarity (−1 to 1) from which it is a match; left out, the gallery's.</summary>
    public float? Threshold { get; init; }
}

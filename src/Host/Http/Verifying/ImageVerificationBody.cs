using System.Text.Json.Serialization;

namespace HyperFace.Host.Http.Verifying;

/// <summary>Are these two images of one person? In a multipart form they come as the files sourceImage and targetImage.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ImageVerificationBody
{
    /// <summary>An image file (JPEG, PNG, WebP or BMP) in base64.</summary>
    public byte[]? SourceImage { get; init; }

    /// <summary>The image file to compare it with.</summary>
    public byte[]? TargetImage { get; init; }

    /// <summary>Similarity (−1 to 1) from which it is a match; left out, the model's own.</summary>
    public float? Threshold { get; init; }
}

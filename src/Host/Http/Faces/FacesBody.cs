using System.Text.Json.Serialization;
using HyperFace.Indexer;

namespace HyperFace.Host.Http.Faces;

/// <summary>A face to enrol: an image, or a ready-made embedding. In a multipart form the images come as files, up to 16.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FacesBody
{
    /// <summary>The person: 1 to 256 bytes of UTF-8 without control characters. The subject is made if it is new.</summary>
    public required string SubjectId { get; init; }

    /// <summary>An image file (JPEG, PNG, WebP or BMP) in base64.</summary>
    public byte[]? Image { get; init; }

    /// <summary>A ready-made embedding of the gallery's dimension; it need not have unit length.</summary>
    public float[]? Embedding { get; init; }

    /// <summary>Fingerprint of the model that made the embedding; when given it must be the gallery's.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>Where the face came from, for people; of a file in a form, its name.</summary>
    public string? Source { get; init; }

    /// <summary>What becomes of several images: keepAll, the default, makes a template of each; fuse makes one of all.</summary>
    public TemplateFusion? Fusion { get; init; }

    /// <summary>Data on the person, merged into what is known: up to 64 entries, names up to 128, values up to 4,096 characters.</summary>
    public Dictionary<string, string>? Metadata { get; init; }
}

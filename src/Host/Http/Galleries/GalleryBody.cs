using System.Text.Json.Serialization;

namespace HyperFace.Host.Http.Galleries;

/// <summary>A gallery to be made. Without anything it is for images of the server's face model.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record GalleryBody
{
    /// <summary>A line for people, up to 500 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Similarity (−1 to 1) from which a candidate is a match when a request names none; left out, the model's own.</summary>
    public float? Threshold { get; init; }

    /// <summary>Makes a gallery for embeddings made elsewhere; images cannot be enrolled into it.</summary>
    public EmbeddingsBody? Embeddings { get; init; }
}

using System.Text.Json.Serialization;
using HyperFace.Search;

namespace HyperFace.Host.Http.Searching;

/// <summary>Who is it? Exactly one of image, embedding and subjectId is the probe. In a multipart form the image comes as a file.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SearchBody
{
    /// <summary>An image file (JPEG, PNG, WebP or BMP) in base64.</summary>
    public byte[]? Image { get; init; }

    /// <summary>An embedding of the gallery's model and dimension; it need not have unit length.</summary>
    public float[]? Embedding { get; init; }

    /// <summary>An enrolled subject: who resembles it? It is itself left out.</summary>
    public string? SubjectId { get; init; }

    /// <summary>Fingerprint of the model that made the embedding; when given it must be the gallery's.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>At most this many subjects are returned, 1 to 1000; 10 by default.</summary>
    public int? MaxCandidates { get; init; }

    /// <summary>Similarity (−1 to 1) from which a candidate is a match; left out, the gallery's.</summary>
    public float? Threshold { get; init; }

    /// <summary>Also return the best subjects below the threshold, for a person to review. The decision does not change. False by default.</summary>
    public bool? IncludeBelowThreshold { get; init; }

    /// <summary>Return everybody at or above the threshold, however many they are; maxCandidates is not used, and a threshold must be known. False by default.</summary>
    public bool? All { get; init; }

    /// <summary>Milliseconds that the search may take, 1 or more; then it ends with what it has, and nobody found is inconclusive. Left out, as long as it needs.</summary>
    public int? TimeLimitMs { get; init; }

    /// <summary>How to search; auto by default.</summary>
    public SearchMode? Mode { get; init; }

    /// <summary>Search only some subjects.</summary>
    public FilterBody? Filter { get; init; }
}

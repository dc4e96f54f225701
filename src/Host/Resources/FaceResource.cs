using System.Text.Json.Serialization;
using HyperFace.Embedding;

namespace HyperFace.Host.Resources;

/// <summary>A face in a photo: where it is, and how good.</summary>
internal sealed record FaceResource
{
    /// <summary>Where it is.</summary>
    public required BoxResource Box { get; init; }

    /// <summary>Eye on the left of the picture, eye on the right, nose, corners of the mouth left and right.</summary>
    public required IReadOnlyList<PointResource> Landmarks { get; init; }

    /// <summary>What was measured; left out for a face that was not cut out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public QualityResource? Quality { get; init; }

    /// <summary>Length of the embedding before it was normalised; left out where it was not embedded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public float? Norm { get; init; }

    /// <summary>Why the face is not taken; empty for one that is.</summary>
    public required IReadOnlyList<ReasonResource> Reasons { get; init; }

    /// <summary>The resource for a face; null for an image that was aligned already, where none was looked for.</summary>
    public static FaceResource? From(PhotoFace face, FaceTemplate? template = null) => face.Detection is not { } found ? null : new()
    {
        Box = BoxResource.From(found.Box),
        Landmarks = PointResource.From(found.Landmarks),
        Quality = face.Quality is { } quality ? QualityResource.From(quality) : null,
        Norm = template?.Norm,
        Reasons = [.. face.Flaws.Select(ReasonResource.From)],
    };
}

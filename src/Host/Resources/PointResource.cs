using HyperFace.Embedding;

namespace HyperFace.Host.Resources;

/// <summary>A point of a photo, in pixels of the upright photo.</summary>
internal sealed record PointResource
{
    /// <summary>From the left.</summary>
    public required float X { get; init; }

    /// <summary>From the top.</summary>
    public required float Y { get; init; }

    /// <summary>The five points of a face: eye on the left of the picture, eye on the right, nose, corners of the mouth left and right.</summary>
    public static IReadOnlyList<PointResource> From(FaceLandmarks landmarks) =>
        [.. new[] { landmarks.LeftEye, landmarks.RightEye, landmarks.Nose, landmarks.LeftMouth, landmarks.RightMouth }.Select(point => new PointResource { X = point.X, Y = point.Y })];
}

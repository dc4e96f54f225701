namespace HyperFace.Embedding;

/// <summary>A point of a photo, in pixels of the upright photo; x to the right, y down. It may lie beyond the border.</summary>
/// <param name="X">From the left.</param>
/// <param name="Y">From the top.</param>
public readonly record struct FacePoint(float X, float Y);

namespace HyperFace.Embedding;

/// <summary>A face that a detector found in a photo. Immutable.</summary>
/// <param name="Box">Where it is, in pixels of the upright photo.</param>
/// <param name="Score">How sure the detector is: 0 to 1, at the detector's own scale.</param>
/// <param name="Landmarks">Eyes, nose and corners of the mouth, in pixels of the upright photo.</param>
public sealed record DetectedFace(FaceBox Box, float Score, FaceLandmarks Landmarks);

namespace HyperFace.Embedding.Detection;

/// <summary>One answer of a detector, in pixels of its input.</summary>
internal readonly record struct FaceCandidate(float Score, FaceBox Box, FaceLandmarks Landmarks);

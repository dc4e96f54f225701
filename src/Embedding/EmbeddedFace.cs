namespace HyperFace.Embedding;

/// <summary>A face of a photo and its template.</summary>
/// <param name="Face">Where it was, and how good it is.</param>
/// <param name="Template">Its template.</param>
public sealed record EmbeddedFace(PhotoFace Face, FaceTemplate Template);

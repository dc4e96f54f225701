namespace HyperFace.Embedding;

/// <summary>One embedding of one face.</summary>
/// <param name="Vector">The embedding, of unit length.</param>
/// <param name="Norm">Length of the model's output before it was normalised: with many models a sign of quality.</param>
/// <param name="Fingerprint">The model that made it.</param>
public sealed record FaceTemplate(ReadOnlyMemory<float> Vector, float Norm, ModelFingerprint Fingerprint);

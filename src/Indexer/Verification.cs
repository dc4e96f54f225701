using HyperFace.Embedding;

namespace HyperFace.Indexer;

/// <summary>The answer to a 1:1 comparison.</summary>
/// <param name="Decision">Match or no match; inconclusive when no threshold is known.</param>
/// <param name="Similarity">Cosine, −1..1; against a subject, that of its best template.</param>
/// <param name="Threshold">The threshold used; null when none is known.</param>
/// <param name="Fingerprint">The model.</param>
public sealed record Verification(Decision Decision, float Similarity, float? Threshold, ModelFingerprint Fingerprint);

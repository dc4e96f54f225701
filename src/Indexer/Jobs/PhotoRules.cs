using HyperFace.Embedding;

namespace HyperFace.Indexer.Jobs;

/// <summary>By what photos of a job become faces. Compared by value.</summary>
/// <param name="Detector">SHA-256 of the detector.</param>
/// <param name="Options">Which faces are taken, and how good they must be.</param>
internal sealed record PhotoRules(string Detector, PhotoOptions Options);

using HyperFace.Indexer;

namespace HyperFace.Host.Resources;

/// <summary>The answer to a 1:1 comparison.</summary>
internal sealed record VerificationResource
{
    /// <summary>Match or no match; inconclusive when no threshold is known.</summary>
    public required Decision Decision { get; init; }

    /// <summary>Cosine, −1 to 1; against a subject, that of its best template.</summary>
    public required float Similarity { get; init; }

    /// <summary>The threshold used; null when none is known.</summary>
    public float? ThresholdUsed { get; init; }

    /// <summary>Fingerprint of the model.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>The resource for a verification.</summary>
    public static VerificationResource From(Verification verification) => new()
    {
        Decision = verification.Decision,
        Similarity = verification.Similarity,
        ThresholdUsed = verification.Threshold,
        ModelVersion = verification.Fingerprint.ToString(),
    };
}

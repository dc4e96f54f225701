namespace HyperFace.Embedding;

/// <summary>One face of a photo: where it is, its crop, how good it is, and whether it is taken. Immutable.</summary>
public sealed record PhotoFace
{
    /// <summary>What the detector said; null for an image that was aligned already, where none looked.</summary>
    public DetectedFace? Detection { get; init; }

    /// <summary>The face as the model wants it; null where it was not cut out: it does not count, others were preferred, or its points allow no alignment.</summary>
    public AlignedFace? Aligned { get; init; }

    /// <summary>What was measured; null where there is no crop, and for an image that was aligned already.</summary>
    public FaceQuality? Quality { get; init; }

    /// <summary>Why it is not taken; empty for a face that is.</summary>
    public required IReadOnlyList<QualityFlaw> Flaws { get; init; }

    /// <summary>Whether it is taken: it is cut out and nothing speaks against it.</summary>
    public bool IsAccepted => Flaws.Count == 0 && Aligned is not null;
}

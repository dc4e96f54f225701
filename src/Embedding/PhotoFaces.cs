namespace HyperFace.Embedding;

/// <summary>What a photo shows. Immutable.</summary>
public sealed record PhotoFaces
{
    /// <summary>Width of the upright photo, in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height of the upright photo, in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Every face that was found, the largest first.</summary>
    public required IReadOnlyList<PhotoFace> Faces { get; init; }

    /// <summary>Why the photo as a whole is refused: <see cref="QualityReason.NoFace"/>, <see cref="QualityReason.ExceedsMaxFaces"/>; empty when it is not.</summary>
    public required IReadOnlyList<QualityFlaw> Flaws { get; init; }

    /// <summary>The faces that are taken, the largest first.</summary>
    public IReadOnlyList<PhotoFace> Accepted => [.. Faces.Where(face => face.IsAccepted)];

    /// <summary>The faces that are taken; at least one.</summary>
    /// <exception cref="FaceRefusedException">There is none; it says why of the photo, else of each face that counted.</exception>
    public IReadOnlyList<PhotoFace> RequireAccepted()
    {
        IReadOnlyList<PhotoFace> accepted = Accepted;
        return accepted.Count > 0 ? accepted : throw new FaceRefusedException(Flaws.Count > 0 ? Flaws : [.. Faces.SelectMany(face => face.Flaws)]);
    }
}

namespace HyperFace.Embedding.Photos;

/// <summary>Which faces of a photo are taken, by the policy alone: the faces' pixels are not looked at.</summary>
internal sealed class FaceChoice
{
    private readonly PhotoOptions _options;

    private FaceChoice(IReadOnlyList<DetectedFace> faces, PhotoOptions options)
    {
        _options = options;
        Faces = [.. faces.Select(face => (face, (IReadOnlyList<QualityFlaw>)FlawsOf(face)))];
        int counted = Faces.Count(face => face.Flaws.Count == 0);
        Flaws = counted == 0 ? [new QualityFlaw(QualityReason.NoFace, NoFace(faces))]
            : options.Faces == FacePolicy.ExactlyOne && counted > 1 ? [TooMany($"the photo shows {counted} faces")]
            : options.Faces == FacePolicy.Refuse && faces.Count > 1 ? [TooMany($"the photo shows {faces.Count} faces, the small ones included")]
            : [];
        if (Flaws.Count > 0 || options.Faces == FacePolicy.Largest)
        {
            Pass(Flaws.Count > 0 ? Flaws[0] : TooMany("the largest face of the photo is another"));
        }
    }

    /// <summary>Each face, the largest first, with what speaks against taking it.</summary>
    public List<(DetectedFace Face, IReadOnlyList<QualityFlaw> Flaws)> Faces { get; }

    /// <summary>Why the photo as a whole is refused.</summary>
    public IReadOnlyList<QualityFlaw> Flaws { get; }

    /// <summary>Chooses.</summary>
    /// <param name="found">The faces, the best score first.</param>
    /// <param name="options">The policy, and what counts.</param>
    public static FaceChoice Of(IReadOnlyList<DetectedFace> found, PhotoOptions options) =>
        new([.. found.OrderByDescending(face => face.Box.Area)], options);

    // Of equal areas the first is the largest: the order is the detector's then, by score.
    private void Pass(QualityFlaw flaw)
    {
        bool taken = Flaws.Count > 0;
        for (int i = 0; i < Faces.Count; i++)
        {
            if (Faces[i].Flaws.Count > 0)
            {
                continue;
            }

            if (taken)
            {
                Faces[i] = (Faces[i].Face, [flaw]);
            }

            taken = true;
        }
    }

    private List<QualityFlaw> FlawsOf(DetectedFace face)
    {
        var flaws = new List<QualityFlaw>();
        if (face.Box.Size < _options.MinFaceSize)
        {
            flaws.Add(new QualityFlaw(QualityReason.SmallBoundingBox, FormattableString.Invariant($"the face has {face.Box.Size:0} pixels, one of {_options.MinFaceSize} counts")));
        }

        if (face.Score < _options.MinScore)
        {
            flaws.Add(new QualityFlaw(QualityReason.LowConfidence, FormattableString.Invariant($"the detector's score is {face.Score:0.00}, a face of {_options.MinScore:0.00} counts")));
        }

        return flaws;
    }

    private string NoFace(IReadOnlyList<DetectedFace> faces) => faces.Count == 0
        ? "the photo shows no face"
        : FormattableString.Invariant($"of {faces.Count} faces in the photo none has {_options.MinFaceSize} pixels and a score of {_options.MinScore:0.00}");

    private static QualityFlaw TooMany(string message) => new(QualityReason.ExceedsMaxFaces, message);
}

using HyperFace.Embedding.Inference;

namespace HyperFace.Embedding;

/// <summary>One embedding of one face, or of several images of one person.</summary>
/// <param name="Vector">The embedding, of unit length.</param>
/// <param name="Norm">Length of the model's output before it was normalised: with many models a sign of quality.</param>
/// <param name="Fingerprint">The model that made it.</param>
public sealed record FaceTemplate(ReadOnlyMemory<float> Vector, float Norm, ModelFingerprint Fingerprint)
{
    /// <summary>
    /// One template of several images of a person: the mean of the features before they were normalised (vector times
    /// norm), normalised, so that an image of more quality weighs more, as IJB-style pooling has it (InsightFace,
    /// <c>ijb_evals.py</c>). Its norm is the length of the mean: low where the images disagree.
    /// </summary>
    /// <param name="templates">One or more templates of one model. A single one comes back as it is.</param>
    /// <exception cref="ArgumentException">There is none, they are of several models or lengths, or their mean is zero or not finite: they point in opposite directions.</exception>
    public static FaceTemplate Fuse(IReadOnlyList<FaceTemplate> templates)
    {
        ArgumentNullException.ThrowIfNull(templates);
        return templates.Count == 1 ? templates[0] : FeatureMean.Of(templates);
    }
}

using HyperFace.Embedding;
using HyperFace.Indexer;
using HyperFace.Search;

namespace HyperFace.Host.Faces;

/// <summary>Two images, one question: the same person?</summary>
internal static class FaceComparison
{
    /// <summary>Compares two templates of one model.</summary>
    /// <param name="model">The model that made them.</param>
    /// <param name="a">The one.</param>
    /// <param name="b">The other.</param>
    /// <param name="threshold">Similarity from which it is a match; null takes the model's.</param>
    public static Verification Of(FaceEmbedder model, FaceTemplate a, FaceTemplate b, float? threshold)
    {
        float similarity = CosineSimilarity.Of(a.Vector.Span, b.Vector.Span);
        float? used = threshold ?? model.Manifest.Threshold;
        Decision decision = used is not { } limit ? Decision.Inconclusive : similarity >= limit ? Decision.Match : Decision.NoMatch;
        return new Verification(decision, similarity, used, model.Fingerprint);
    }
}

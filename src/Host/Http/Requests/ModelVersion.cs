using HyperFace.Embedding;
using HyperFace.Host.Http.Problems;
using HyperFace.Indexer;

namespace HyperFace.Host.Http.Requests;

/// <summary>The model that a caller says an embedding comes from.</summary>
internal static class ModelVersion
{
    /// <summary>Reads a fingerprint; null stays null.</summary>
    /// <exception cref="ProblemException">It is none.</exception>
    public static ModelFingerprint? Read(string? modelVersion) => modelVersion is null ? null
        : ModelFingerprint.TryParse(modelVersion, out ModelFingerprint? fingerprint) ? fingerprint
        : throw new ProblemException(ProblemKinds.InvalidRequest, "modelVersion is not a model fingerprint: 64 hexadecimal digits are needed.");

    /// <summary>Refuses an embedding whose model is named and is not the gallery's.</summary>
    /// <exception cref="ProblemException">It is another.</exception>
    public static void Require(string? modelVersion, Gallery gallery)
    {
        if (Read(modelVersion) is { } fingerprint && fingerprint != gallery.Fingerprint)
        {
            throw new ProblemException(ProblemKinds.ModelMismatch, $"Gallery '{gallery.GalleryId}' is pinned to model {gallery.Fingerprint}; the embedding comes from model {fingerprint}.");
        }
    }
}

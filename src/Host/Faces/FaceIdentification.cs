using HyperFace.Embedding;
using HyperFace.Indexer;

namespace HyperFace.Host.Faces;

/// <summary>Who a face of a photo is.</summary>
/// <param name="Face">The face; null for a probe that is no photo.</param>
/// <param name="Answer">Who it is.</param>
internal sealed record FaceIdentification(EmbeddedFace? Face, Identification Answer)
{
    /// <summary>Identifies each face of a photo that is taken: one, unless the options take all.</summary>
    /// <exception cref="FaceRefusedException">No face of the photo is taken.</exception>
    /// <exception cref="InvalidImageException">The photo is refused.</exception>
    public static IReadOnlyList<FaceIdentification> Of(FaceModels models, Gallery gallery, ReadOnlySpan<byte> photo, IdentificationRequest request) =>
        [.. models.Embed(models.For(gallery), photo).Select(face => new FaceIdentification(face, gallery.Identify(face.Template, request)))];
}

using HyperFace.Embedding;
using HyperFace.Host.Resources;
using HyperFace.Indexer;

namespace HyperFace.Host.Faces;

/// <summary>One image as an enrolment, in the very form that the bulk job gives it: the same image is the same content on every way in.</summary>
internal static class ImageEnrolment
{
    /// <summary>Embeds the image, or the one face of the photo.</summary>
    /// <returns>The enrolment, and the face that it is of; null for an image that was aligned already.</returns>
    /// <exception cref="InvalidImageException">The image is refused.</exception>
    /// <exception cref="FaceRefusedException">No face of the photo is taken.</exception>
    public static (TemplateEnrolment Enrolment, FaceResource? Face) Of(
        FaceModels models, FaceEmbedder model, ReadOnlySpan<byte> image, string subjectId, string? source, IReadOnlyDictionary<string, string>? metadata)
    {
        (PhotoFace face, FaceTemplate template) = models.EmbedOne(model, image);
        var enrolment = new TemplateEnrolment
        {
            SubjectId = subjectId,
            Vector = template.Vector,
            Fingerprint = template.Fingerprint,
            ContentHash = TemplateEnrolment.ContentHashOf(image),
            Source = source,
            Norm = template.Norm,
            Metadata = metadata,
        };
        return (enrolment, FaceResource.From(face, template));
    }
}

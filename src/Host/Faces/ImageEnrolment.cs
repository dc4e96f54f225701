using HyperFace.Embedding;
using HyperFace.Indexer;

namespace HyperFace.Host.Faces;

/// <summary>One image as an enrolment, in the very form that the bulk job gives it: the same image is the same content on every way in.</summary>
internal static class ImageEnrolment
{
    /// <summary>Embeds the image.</summary>
    /// <exception cref="InvalidImageException">The image is refused.</exception>
    public static TemplateEnrolment Of(FaceEmbedder model, ReadOnlySpan<byte> image, string subjectId, string? source, IReadOnlyDictionary<string, string>? metadata)
    {
        FaceTemplate template = model.Embed(image);
        return new TemplateEnrolment
        {
            SubjectId = subjectId,
            Vector = template.Vector,
            Fingerprint = template.Fingerprint,
            ContentHash = TemplateEnrolment.ContentHashOf(image),
            Source = source,
            Norm = template.Norm,
            Metadata = metadata,
        };
    }
}

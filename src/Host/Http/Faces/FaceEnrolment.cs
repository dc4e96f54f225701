using HyperFace.Embedding;
using HyperFace.Host.Faces;
using HyperFace.Host.Http.Limits;
using HyperFace.Host.Http.Problems;
using HyperFace.Host.Http.Requests;
using HyperFace.Host.Resources;
using HyperFace.Indexer;

namespace HyperFace.Host.Http.Faces;

/// <summary>Enrols what one request brought, and says of each face what became of it.</summary>
internal sealed class FaceEnrolment(FaceModels models, FaceWork work)
{
    /// <summary>Enrols images.</summary>
    /// <exception cref="ProblemException">None was accepted.</exception>
    public async Task<FacesResource> EnrolImagesAsync(Gallery gallery, FacesBody body, IReadOnlyList<ImagePart> images, CancellationToken cancellation)
    {
        FaceEmbedder model = models.For(gallery);
        bool fuse = body.Fusion == TemplateFusion.Fuse;
        var faces = new List<EnrolmentResource>();
        var parts = new List<TemplateEnrolment>();
        var rejected = new List<RejectionResource>();
        foreach (ImagePart image in images)
        {
            string? source = image.Source ?? ImagePart.Label(body.Source);
            try
            {
                (TemplateEnrolment face, FaceResource? found) = await work
                    .RunAsync(() => ImageEnrolment.Of(models, model, image.Bytes, body.SubjectId, source, body.Metadata), cancellation)
                    .ConfigureAwait(false);
                if (fuse)
                {
                    parts.Add(face);
                    continue;
                }

                faces.Add(EnrolmentResource.From(await gallery.EnrolAsync(face, cancellation).ConfigureAwait(false), source, found));
            }
            catch (InvalidImageException e)
            {
                rejected.Add(new RejectionResource { Source = source, Reasons = [ReasonResource.From(e)] });
            }
            catch (FaceRefusedException e)
            {
                rejected.Add(new RejectionResource { Source = source, Reasons = ReasonResource.From(e) });
            }
            catch (EnrolmentRejectedException e)
            {
                rejected.Add(new RejectionResource { Source = source, Reasons = [ReasonResource.From(e)] });
            }
        }

        if (parts.Count > 0)
        {
            TemplateEnrolment fused = TemplateEnrolment.Fuse(parts);
            faces.Add(EnrolmentResource.From(await gallery.EnrolAsync(fused, cancellation).ConfigureAwait(false), fused.Source));
        }

        return faces.Count > 0
            ? new FacesResource { Faces = faces, Rejected = rejected }
            : throw new ProblemException(ProblemKinds.Rejected, DetailOf(rejected))
            {
                Reasons = [.. rejected.SelectMany(rejection => rejection.Reasons)],
                Rejected = rejected,
            };
    }

    /// <summary>Enrols a ready-made embedding.</summary>
    /// <exception cref="EnrolmentRejectedException">It was not accepted.</exception>
    public static async Task<FacesResource> EnrolEmbeddingAsync(Gallery gallery, FacesBody body, float[] embedding, CancellationToken cancellation)
    {
        string? source = ImagePart.Label(body.Source);
        Enrolment enrolment = await gallery.EnrolAsync(
            new TemplateEnrolment
            {
                SubjectId = body.SubjectId,
                Vector = embedding,
                Fingerprint = ModelVersion.Read(body.ModelVersion),
                Source = source,
                Metadata = body.Metadata,
            },
            cancellation).ConfigureAwait(false);
        return new FacesResource { Faces = [EnrolmentResource.From(enrolment, source)], Rejected = [] };
    }

    private static string DetailOf(List<RejectionResource> rejected) =>
        string.Join(" ", rejected.Select(rejection => $"{(rejection.Source is null ? "" : $"{rejection.Source}: ")}{string.Join(" ", rejection.Reasons.Select(reason => char.IsAsciiLetterUpper(reason.Reason[0]) ? $"{reason.Reason}: {reason.Message}." : reason.Message))}"));
}

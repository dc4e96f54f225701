using System.ComponentModel;
using HyperFace.Embedding;
using HyperFace.Host.Faces;
using HyperFace.Host.Http.Limits;
using HyperFace.Host.Http.Problems;
using HyperFace.Host.Http.Requests;
using HyperFace.Host.Resources;
using HyperFace.Indexer;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HyperFace.Host.Http.Verifying;

/// <summary>Verification, 1:1: against a subject, and of two images.</summary>
internal static class VerifyEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static void MapVerify(this IEndpointRouteBuilder v1)
    {
        v1.MapPost("/galleries/{galleryId}/verify", VerifySubjectAsync)
            .WithTags("verify").WithName("verifySubject").WithSummary("Compare a face with a subject")
            .WithDescription("Compares a probe with one subject; the best of the subject's templates counts.")
            .Accepts<SubjectVerificationBody>("application/json", "multipart/form-data")
            .TakesFaces()
            .ProducesProblems(400, 404, 409, 413, 415, 422, 503);
        v1.MapPost("/verify", VerifyImagesAsync)
            .WithTags("verify").WithName("verifyImages").WithSummary("Compare two images")
            .WithDescription("Compares two images by the server's face model; no gallery takes part.")
            .Accepts<ImageVerificationBody>("application/json", "multipart/form-data")
            .TakesFaces()
            .ProducesProblems(400, 413, 415, 422, 503);
    }

    private static async Task<Ok<VerificationResource>> VerifySubjectAsync(
        [Description("The gallery's name.")] string galleryId,
        HttpRequest request,
        FaceBodies bodies,
        GalleryStore galleries,
        FaceModels models,
        FaceWork work,
        CancellationToken cancellation)
    {
        Gallery gallery = galleries.Open(galleryId);
        (SubjectVerificationBody body, IReadOnlyList<ImagePart> images) = await bodies.ReadAsync<SubjectVerificationBody>(request, b => b.Image, cancellation).ConfigureAwait(false);
        if (images.Count + (body.Embedding is null ? 0 : 1) != 1)
        {
            throw new ProblemException(ProblemKinds.InvalidRequest, "Send exactly one probe: an image or an embedding.");
        }

        ModelVersion.Require(body.ModelVersion, gallery);
        Verification answer = await work.RunAsync(
            () => body.Embedding is { } embedding
                ? gallery.VerifyEmbedding(body.SubjectId, embedding, body.Threshold)
                : gallery.Verify(body.SubjectId, models.EmbedOne(models.For(gallery), images[0].Bytes).Template, body.Threshold),
            cancellation).ConfigureAwait(false);
        return TypedResults.Ok(VerificationResource.From(answer));
    }

    private static async Task<Ok<VerificationResource>> VerifyImagesAsync(
        HttpRequest request,
        FaceBodies bodies,
        FaceModels models,
        FaceWork work,
        CancellationToken cancellation)
    {
        (ImageVerificationBody body, IReadOnlyList<ImagePart> files) = await bodies.ReadAsync<ImageVerificationBody>(request, _ => null, cancellation).ConfigureAwait(false);
        if (body.Threshold is { } threshold && threshold is not (>= -1 and <= 1))
        {
            throw new ProblemException(ProblemKinds.InvalidRequest, $"threshold is {threshold}; a similarity is −1 to 1.");
        }

        byte[] source = Pick("sourceImage", body.SourceImage, files);
        byte[] target = Pick("targetImage", body.TargetImage, files);
        FaceEmbedder model = models.Default;
        Verification answer = await work.RunAsync(
            () => FaceComparison.Of(model, Embed(models, model, "sourceImage", source), Embed(models, model, "targetImage", target), body.Threshold),
            cancellation).ConfigureAwait(false);
        return TypedResults.Ok(VerificationResource.From(answer));
    }

    private static byte[] Pick(string name, byte[]? inJson, IReadOnlyList<ImagePart> files)
    {
        ImagePart[] named = [.. files.Where(file => file.Name == name)];
        return (inJson, named) switch
        {
            ({ } image, []) => image,
            (null, [{ } file]) => file.Bytes,
            (null, []) => throw new ProblemException(ProblemKinds.InvalidRequest, $"'{name}' is missing."),
            _ => throw new ProblemException(ProblemKinds.InvalidRequest, $"'{name}' is there more than once."),
        };
    }

    /// <summary>Embeds one of the two, so that a refusal says which.</summary>
    private static FaceTemplate Embed(FaceModels models, FaceEmbedder model, string name, byte[] image)
    {
        try
        {
            return models.EmbedOne(model, image).Template;
        }
        catch (FaceRefusedException e)
        {
            throw new ProblemException(ProblemKinds.Rejected, $"{name}: {e.Message}", e) { Reasons = ReasonResource.From(e) };
        }
        catch (InvalidImageException e)
        {
            throw new ProblemException(ProblemKinds.Rejected, $"{name}: {e.Message}", e) { Reasons = [ReasonResource.From(e)] };
        }
    }
}

using System.ComponentModel;
using HyperFace.Host.Http.Limits;
using HyperFace.Host.Http.Problems;
using HyperFace.Host.Http.Requests;
using HyperFace.Host.Resources;
using HyperFace.Indexer;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HyperFace.Host.Http.Faces;

/// <summary>Enrolment of single faces.</summary>
internal static class FaceEndpoints
{
    private const string Description = """
        Enrols faces of one subject, each before the answer comes: it is on the device, and the next search finds it.
        As JSON, one image in base64 or one ready-made embedding; as multipart/form-data, any number of image files.
        The same content is enrolled once per subject. With `fusion` set to `fuse`, the images become one template, the mean
        of their features. Faces that are refused stand in `rejected` with their reasons;
        when none was accepted the answer is a problem with status 422.
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapFaces(this IEndpointRouteBuilder v1) => v1
        .MapPost("/galleries/{galleryId}/faces", PostAsync)
        .WithTags("faces").WithName("enrolFaces").WithSummary("Enrol faces").WithDescription(Description)
        .Accepts<FacesBody>("application/json", "multipart/form-data")
        .TakesFaces()
        .ProducesProblems(400, 404, 409, 413, 415, 422, 503);

    private static async Task<Ok<FacesResource>> PostAsync(
        [Description("The gallery's name.")] string galleryId,
        HttpRequest request,
        FaceBodies bodies,
        FaceEnrolment enrolment,
        GalleryStore galleries,
        CancellationToken cancellation)
    {
        Gallery gallery = galleries.Open(galleryId);
        (FacesBody body, IReadOnlyList<ImagePart> images) = await bodies.ReadAsync<FacesBody>(request, b => b.Image, cancellation).ConfigureAwait(false);
        if (images.Count > 0 == body.Embedding is not null)
        {
            throw new ProblemException(ProblemKinds.InvalidRequest, "Send either images or an embedding.");
        }

        return TypedResults.Ok(body.Embedding is null
            ? await enrolment.EnrolImagesAsync(gallery, body, images, cancellation).ConfigureAwait(false)
            : await FaceEnrolment.EnrolEmbeddingAsync(gallery, body, body.Embedding, cancellation).ConfigureAwait(false));
    }
}

using System.ComponentModel;
using HyperFace.Host.Faces;
using HyperFace.Host.Http.Limits;
using HyperFace.Host.Http.Problems;
using HyperFace.Host.Http.Requests;
using HyperFace.Host.Resources;
using HyperFace.Indexer;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HyperFace.Host.Http.Searching;

/// <summary>Identification: 1:N, open set.</summary>
internal static class SearchEndpoints
{
    private const string Description = """
        Finds who a probe is among the subjects of a gallery; nobody is an answer. The decision is `match` when the best
        candidate reaches the threshold, `noMatch` when nobody does and every template was considered, and `inconclusive`
        when not all were considered (the graph, a time limit) or no threshold is known. As JSON, or as multipart/form-data with one image file.
        With a detector the image is a photo, and the answer tells the face that was looked for in `face`; where the server
        takes all faces of a photo, the others' answers stand in `otherFaces`.
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapSearch(this IEndpointRouteBuilder v1) => v1
        .MapPost("/galleries/{galleryId}/search", PostAsync)
        .WithTags("search").WithName("search").WithSummary("Identify a face").WithDescription(Description)
        .Accepts<SearchBody>("application/json", "multipart/form-data")
        .TakesFaces()
        .ProducesProblems(400, 404, 409, 413, 415, 422, 503);

    private static async Task<Ok<IdentificationResource>> PostAsync(
        [Description("The gallery's name.")] string galleryId,
        HttpRequest request,
        FaceBodies bodies,
        GalleryStore galleries,
        FaceModels models,
        FaceWork work,
        CancellationToken cancellation)
    {
        Gallery gallery = galleries.Open(galleryId);
        (SearchBody body, IReadOnlyList<ImagePart> images) = await bodies.ReadAsync<SearchBody>(request, b => b.Image, cancellation).ConfigureAwait(false);
        if (images.Count + (body.Embedding is null ? 0 : 1) + (body.SubjectId is null ? 0 : 1) != 1)
        {
            throw new ProblemException(ProblemKinds.InvalidRequest, "Send exactly one probe: an image, an embedding or a subjectId.");
        }

        ModelVersion.Require(body.ModelVersion, gallery);
        IdentificationRequest how = ToRequest(body);
        IReadOnlyList<FaceIdentification> answers = await work.RunAsync(() => Identify(gallery, models, body, images, how), cancellation).ConfigureAwait(false);
        return TypedResults.Ok(IdentificationResource.From(answers));
    }

    private static IReadOnlyList<FaceIdentification> Identify(Gallery gallery, FaceModels models, SearchBody body, IReadOnlyList<ImagePart> images, IdentificationRequest how)
    {
        if (images.Count == 1)
        {
            return FaceIdentification.Of(models, gallery, images[0].Bytes, how);
        }

        return [new FaceIdentification(null, body.Embedding is { } embedding ? gallery.IdentifyEmbedding(embedding, how) : gallery.IdentifySubject(body.SubjectId!, how))];
    }

    private static IdentificationRequest ToRequest(SearchBody body)
    {
        var defaults = new IdentificationRequest();
        return defaults with
        {
            MaxCandidates = body.MaxCandidates ?? defaults.MaxCandidates,
            Threshold = body.Threshold,
            IncludeBelowThreshold = body.IncludeBelowThreshold ?? defaults.IncludeBelowThreshold,
            All = body.All ?? defaults.All,
            TimeLimit = body.TimeLimitMs is { } limit ? TimeSpan.FromMilliseconds(limit) : defaults.TimeLimit,
            Mode = body.Mode ?? defaults.Mode,
            SubjectIds = body.Filter?.SubjectIds,
            Metadata = body.Filter?.Metadata,
        };
    }
}

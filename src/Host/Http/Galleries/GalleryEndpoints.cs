using System.ComponentModel;
using HyperFace.Embedding;
using HyperFace.Host.Http.Guarding;
using HyperFace.Host.Http.Limits;
using HyperFace.Host.Http.Problems;
using HyperFace.Host.Http.Requests;
using HyperFace.Host.Resources;
using HyperFace.Indexer;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace HyperFace.Host.Http.Galleries;

/// <summary>Galleries: make, list, show, remove.</summary>
internal static class GalleryEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static void MapGalleries(this IEndpointRouteBuilder v1)
    {
        RouteGroupBuilder galleries = v1.MapGroup("/galleries").WithTags("galleries");
        galleries.MapGet("", List)
            .WithName("listGalleries").WithSummary("List galleries")
            .WithDescription("All galleries, each as it stands, or with the reason why it cannot be opened.");
        galleries.MapPut("/{galleryId}", PutAsync)
            .WithName("putGallery").WithSummary("Make a gallery")
            .WithDescription("Makes a gallery, pinned to one face model for ever. Asking again for the same gallery changes nothing and answers 200; asking for another one of the same name is refused.")
            .Accepts<GalleryBody>(isOptional: true, "application/json")
            .WithMetadata(new RequestSizeLimitAttribute(RequestLimits.SmallBodyBytes))
            .ProducesProblems(400, 409, 413, 415, 503);
        galleries.MapGet("/{galleryId}", Get)
            .WithName("getGallery").WithSummary("Show a gallery")
            .ProducesProblems(404, 409, 503);
        galleries.MapDelete("/{galleryId}", DeleteAsync)
            .WithName("deleteGallery").WithSummary("Remove a gallery")
            .WithDescription("Removes a gallery with everything in it, from disk as well. It cannot be taken back.")
            .ProducesProblems(404, 409, 503);
    }

    private static Ok<GalleryListResource> List(GalleryStore galleries, ServerPaths paths) =>
        TypedResults.Ok(new GalleryListResource { Galleries = [.. galleries.List().Select(id => GalleryListEntry.Read(galleries, id, paths.Hide))] });

    private static Ok<GalleryResource> Get([Description("The gallery's name.")] string galleryId, GalleryStore galleries) =>
        TypedResults.Ok(GalleryResource.From(galleries.Open(galleryId)));

    private static async Task<Results<Created<GalleryResource>, Ok<GalleryResource>>> PutAsync(
        [Description("The gallery's name: 1 to 64 of a-z 0-9 . _ -, beginning with a letter or digit.")] string galleryId,
        HttpRequest request,
        JsonBody json,
        GalleryStore galleries,
        FaceModels models,
        IOptions<HyperFaceOptions> options,
        CancellationToken cancellation)
    {
        GalleryBody body = await json.ReadAsync(request, absent: new GalleryBody(), cancellation).ConfigureAwait(false);
        GalleryDefinition wanted = body.Embeddings is { } embeddings
            ? ForEmbeddings(galleryId, body, embeddings)
            : ForImages(galleryId, body, models.Default, options.Value.Model!);
        try
        {
            return TypedResults.Created($"/v1/galleries/{galleryId}", GalleryResource.From(galleries.Create(wanted)));
        }
        catch (GalleryExistsException)
        {
            return TypedResults.Ok(GalleryResource.From(RequireSame(galleries.Open(galleryId), wanted, body)));
        }
    }

    private static async Task<NoContent> DeleteAsync([Description("The gallery's name.")] string galleryId, GalleryStore galleries)
    {
        await galleries.RemoveAsync(galleryId).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static GalleryDefinition ForEmbeddings(string galleryId, GalleryBody body, EmbeddingsBody embeddings) => new()
    {
        GalleryId = galleryId,
        Fingerprint = string.IsNullOrWhiteSpace(embeddings.Model)
            ? throw new ProblemException(ProblemKinds.InvalidRequest, "embeddings.model is blank; name the model that makes the embeddings.")
            : ModelFingerprint.Named(embeddings.Model),
        Dimension = embeddings.Dimension,
        Threshold = body.Threshold,
        Description = body.Description,
    };

    /// <summary>The model is opened first: a gallery for one that does not work would be of no use.</summary>
    private static GalleryDefinition ForImages(string galleryId, GalleryBody body, FaceEmbedder model, string modelPath) => GalleryDefinition.ForModel(galleryId, modelPath) with
    {
        Threshold = body.Threshold ?? model.Manifest.Threshold,
        Description = body.Description,
    };

    /// <summary>The gallery that is there, if it is what was asked for; what the request leaves open is not compared.</summary>
    private static Gallery RequireSame(Gallery gallery, GalleryDefinition wanted, GalleryBody body)
    {
        bool same = gallery.Fingerprint == wanted.Fingerprint
            && gallery.Dimension == wanted.Dimension
            && (body.Threshold is null || gallery.Threshold == body.Threshold)
            && (body.Description is null || gallery.Info.Description == body.Description);
        return same ? gallery : throw new ProblemException(
            ProblemKinds.GalleryExists,
            $"There is a gallery '{gallery.GalleryId}' already, with another model, dimension, threshold or description. Choose another name, or delete that one first.");
    }
}

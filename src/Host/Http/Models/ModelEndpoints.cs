using HyperFace.Host.Http.Problems;
using HyperFace.Host.Resources;
using HyperFace.Indexer;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace HyperFace.Host.Http.Models;

/// <summary>The face models of the server.</summary>
internal static class ModelEndpoints
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapModels(this IEndpointRouteBuilder v1) => v1
        .MapGet("/models", List)
        .WithTags("models").WithName("listModels").WithSummary("List face models")
        .WithDescription("The model that galleries are made with, what runs it, and what it is and is not good for; empty when the server has none.")
        .ProducesProblems(503);

    private static Ok<ModelListResource> List(FaceModels models, IOptions<HyperFaceOptions> options) =>
        TypedResults.Ok(new ModelListResource { Models = options.Value.Model is null ? [] : [ModelResource.From(models.Default)] });
}

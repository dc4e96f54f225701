using System.ComponentModel;
using HyperFace.Host.Http.Limits;
using HyperFace.Host.Http.Problems;
using HyperFace.Host.Http.Requests;
using HyperFace.Host.Resources;
using HyperFace.Indexer;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace HyperFace.Host.Http.Subjects;

/// <summary>The subjects of a gallery: list, show, change, remove.</summary>
internal static class SubjectEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static void MapSubjects(this IEndpointRouteBuilder v1)
    {
        RouteGroupBuilder subjects = v1.MapGroup("/galleries/{galleryId}/subjects").WithTags("subjects");
        subjects.MapGet("", List)
            .WithName("listSubjects").WithSummary("List subjects")
            .WithDescription("Subjects in ordinal order of their ids, page by page: hand nextToken back to get the next page.")
            .ProducesProblems(400, 404, 409, 503);
        subjects.MapGet("/{subjectId}", Get)
            .WithName("getSubject").WithSummary("Show a subject")
            .ProducesProblems(404, 409, 503);
        subjects.MapPut("/{subjectId}", PutAsync)
            .WithName("putSubject").WithSummary("Change a subject's metadata")
            .WithDescription("Replaces the metadata. A subject is made by enrolling a face, not here.")
            .Accepts<SubjectBody>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(RequestLimits.SmallBodyBytes))
            .ProducesProblems(400, 404, 409, 413, 415, 422, 503);
        subjects.MapDelete("/{subjectId}", DeleteAsync)
            .WithName("deleteSubject").WithSummary("Remove a subject")
            .WithDescription("Removes a subject with all its templates; no search finds it any more. The bytes leave the disk with the next rebuild.")
            .ProducesProblems(404, 409, 503);
        subjects.MapDelete("/{subjectId}/templates/{templateId}", DeleteTemplateAsync)
            .WithName("deleteTemplate").WithSummary("Remove one template")
            .WithDescription("Removes one template; the subject goes with its last one. The bytes leave the disk with the next rebuild.")
            .ProducesProblems(400, 404, 409, 503);
    }

    private static Ok<SubjectListResource> List(
        [Description("The gallery's name.")] string galleryId,
        GalleryStore galleries,
        [Description("Subjects in a page: 1 to 500, 100 by default.")] int? maxResults = null,
        [Description("Where the page before ended.")] string? nextToken = null)
    {
        int size = PageSize.Of(maxResults);
        IReadOnlyList<Subject> subjects = galleries.Open(galleryId).ListSubjects(PageToken.Read(nextToken), size + 1);
        return TypedResults.Ok(new SubjectListResource
        {
            Subjects = [.. subjects.Take(size).Select(SubjectResource.From)],
            NextToken = subjects.Count > size ? PageToken.From(subjects[size - 1].SubjectId) : null,
        });
    }

    private static Ok<SubjectResource> Get(
        [Description("The gallery's name.")] string galleryId,
        [Description("The subject's id, percent-encoded.")] string subjectId,
        HttpContext context,
        GalleryStore galleries) => TypedResults.Ok(Find(galleries.Open(galleryId), SubjectPath.IdFrom(context)));

    private static async Task<Ok<SubjectResource>> PutAsync(
        [Description("The gallery's name.")] string galleryId,
        [Description("The subject's id, percent-encoded.")] string subjectId,
        HttpContext context,
        JsonBody json,
        GalleryStore galleries,
        CancellationToken cancellation)
    {
        Gallery gallery = galleries.Open(galleryId);
        SubjectBody body = await json.ReadAsync<SubjectBody>(context.Request, cancellation).ConfigureAwait(false);
        string id = SubjectPath.IdFrom(context);
        await gallery.UpdateSubjectAsync(id, body.Metadata, cancellation).ConfigureAwait(false);
        return TypedResults.Ok(Find(gallery, id));
    }

    private static async Task<Ok<RemovedSubjectResource>> DeleteAsync(
        [Description("The gallery's name.")] string galleryId,
        [Description("The subject's id, percent-encoded.")] string subjectId,
        HttpContext context,
        GalleryStore galleries,
        CancellationToken cancellation)
    {
        string id = SubjectPath.IdFrom(context);
        int removed = await galleries.Open(galleryId).RemoveSubjectAsync(id, cancellation).ConfigureAwait(false);
        return TypedResults.Ok(new RemovedSubjectResource { SubjectId = id, RemovedTemplates = removed });
    }

    private static async Task<NoContent> DeleteTemplateAsync(
        [Description("The gallery's name.")] string galleryId,
        [Description("The subject's id, percent-encoded.")] string subjectId,
        [Description("The template's number.")] ulong templateId,
        HttpContext context,
        GalleryStore galleries,
        CancellationToken cancellation)
    {
        await galleries.Open(galleryId).RemoveTemplateAsync(SubjectPath.IdFrom(context), templateId, cancellation).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static SubjectResource Find(Gallery gallery, string subjectId) => gallery.FindSubject(subjectId) is { } subject
        ? SubjectResource.From(subject)
        : throw new ProblemException(ProblemKinds.SubjectNotFound, $"Gallery '{gallery.GalleryId}' has no subject '{subjectId}'.");
}

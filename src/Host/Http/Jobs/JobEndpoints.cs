using System.ComponentModel;
using System.Globalization;
using HyperFace.Host.Http.Guarding;
using HyperFace.Host.Http.Limits;
using HyperFace.Host.Http.Problems;
using HyperFace.Host.Http.Requests;
using HyperFace.Host.Resources;
using HyperFace.Indexer;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace HyperFace.Host.Http.Jobs;

/// <summary>Long jobs: start, list, show, cancel, and the outcome of every row.</summary>
internal static class JobEndpoints
{
    private const string StartDescription = """
        Starts a bulk enrolment or a rebuild and answers at once with the job; look at its address to see how it goes.
        An enrolment reads files on the server, only inside its import root; without one it is refused. When the gallery
        has an unfinished enrolment of the same source, that one goes on instead.
        """;

    /// <summary>Maps the endpoints.</summary>
    public static void MapJobs(this IEndpointRouteBuilder v1)
    {
        v1.MapPost("/galleries/{galleryId}/jobs", StartAsync)
            .WithTags("jobs").WithName("startJob").WithSummary("Start a job").WithDescription(StartDescription)
            .Accepts<JobBody>("application/json")
            .WithMetadata(new RequestSizeLimitAttribute(RequestLimits.SmallBodyBytes))
            .ProducesProblems(400, 403, 404, 409, 413, 415, 422, 503);
        RouteGroupBuilder jobs = v1.MapGroup("/jobs").WithTags("jobs");
        jobs.MapGet("", List)
            .WithName("listJobs").WithSummary("List jobs").WithDescription("The latest jobs, newest first.")
            .ProducesProblems(400, 404, 409, 503);
        jobs.MapGet("/{jobId}", Get)
            .WithName("getJob").WithSummary("Show a job")
            .ProducesProblems(404);
        jobs.MapPost("/{jobId}/cancel", Cancel)
            .WithName("cancelJob").WithSummary("Cancel a job")
            .WithDescription("Asks a job to stop; what was enrolled stays. One that has ended stays as it is.")
            .ProducesProblems(404);
        jobs.MapGet("/{jobId}/items", Items)
            .WithName("listJobItems").WithSummary("Show the outcome of every row")
            .WithDescription("What became of the rows of an enrolment so far, page by page; empty for a rebuild.")
            .ProducesProblems(400, 404);
    }

    private static async Task<Accepted<JobResource>> StartAsync(
        [Description("The gallery's name.")] string galleryId,
        HttpRequest request,
        JsonBody json,
        GalleryJobs jobs,
        ImportPaths imports,
        ServerPaths paths,
        CancellationToken cancellation)
    {
        JobBody body = await json.ReadAsync<JobBody>(request, cancellation).ConfigureAwait(false);
        Job job = body.Kind == JobKind.Enrolment ? StartEnrolment(galleryId, body, jobs, imports) : StartRebuild(galleryId, body, jobs);
        return TypedResults.Accepted($"/v1/jobs/{job.JobId}", JobResource.From(job, paths.Hide));
    }

    private static Job StartEnrolment(string galleryId, JobBody body, GalleryJobs jobs, ImportPaths imports)
    {
        Refuse(body.Threads is not null || body.BuildGraph is not null || body.AcceptDamage is not null, "threads, buildGraph and acceptDamage belong to a rebuild.");
        Refuse(body.Source is null, "An enrolment needs a source.");
        return jobs.StartEnrolment(galleryId, imports.SourceOf(body.Source!), body.DryRun ?? false, body.Fusion ?? TemplateFusion.KeepAll);
    }

    private static Job StartRebuild(string galleryId, JobBody body, GalleryJobs jobs)
    {
        Refuse(body.Source is not null || body.DryRun is not null || body.Fusion is not null, "source, dryRun and fusion belong to an enrolment.");
        return jobs.StartRebuild(galleryId, new RebuildRequest
        {
            Threads = body.Threads ?? 0,
            BuildGraph = body.BuildGraph ?? true,
            AcceptDamage = body.AcceptDamage ?? false,
        });
    }

    private static Ok<JobListResource> List(
        GalleryJobs jobs,
        ServerPaths paths,
        [Description("Only jobs of this gallery.")] string? galleryId = null,
        [Description("At most this many: 1 to 500, 100 by default.")] int? maxResults = null) =>
        TypedResults.Ok(new JobListResource { Jobs = [.. jobs.List(galleryId, PageSize.Of(maxResults)).Select(job => JobResource.From(job, paths.Hide))] });

    private static Ok<JobResource> Get([Description("The job's id.")] string jobId, GalleryJobs jobs, ServerPaths paths) =>
        TypedResults.Ok(JobResource.From(jobs.Find(jobId), paths.Hide));

    private static Ok<JobResource> Cancel([Description("The job's id.")] string jobId, GalleryJobs jobs, ServerPaths paths) =>
        TypedResults.Ok(JobResource.From(jobs.Cancel(jobId), paths.Hide));

    private static Ok<RowListResource> Items(
        [Description("The job's id.")] string jobId,
        GalleryJobs jobs,
        ServerPaths paths,
        [Description("Only outcomes of this kind: enrolled, duplicate or rejected.")] string? result = null,
        [Description("Rows in a page: 1 to 500, 100 by default.")] int? maxResults = null,
        [Description("Where the page before ended.")] string? nextToken = null)
    {
        RowResult? wanted = ResultOf(result);
        int size = PageSize.Of(maxResults);
        RowOutcome[] rows = [.. jobs.Outcomes(jobId, wanted, PageToken.ReadNumber(nextToken)).Take(size + 1)];
        return TypedResults.Ok(new RowListResource
        {
            Items = [.. rows.Take(size).Select(row => RowResource.From(row, paths.Hide))],
            NextToken = rows.Length > size ? PageToken.From(rows[size].Row.ToString(CultureInfo.InvariantCulture)) : null,
        });
    }

    private static RowResult? ResultOf(string? result) => result switch
    {
        null => null,
        "enrolled" => RowResult.Enrolled,
        "duplicate" => RowResult.Duplicate,
        "rejected" => RowResult.Rejected,
        _ => throw new ProblemException(ProblemKinds.InvalidRequest, $"'{result}' is not a value for 'result': enrolled, duplicate or rejected is needed."),
    };

    private static void Refuse(bool wrong, string detail)
    {
        if (wrong)
        {
            throw new ProblemException(ProblemKinds.InvalidRequest, detail);
        }
    }
}

using System.Diagnostics;
using HyperFace.Host.Http.Guarding;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace HyperFace.Host.Http.Problems;

/// <summary>Writes problems as <c>application/problem+json</c>.</summary>
internal sealed class ProblemWriter(ServerPaths paths, IOptions<JsonOptions> json)
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>Answers with a problem.</summary>
    public Task WriteAsync(HttpContext context, Problem problem)
    {
        context.Response.StatusCode = problem.Kind.Status;
        context.Response.Headers.CacheControl = "no-store";
        if (problem.Kind == ProblemKinds.Busy)
        {
            context.Response.Headers.RetryAfter = "1";
        }

        return context.Response.WriteAsJsonAsync(Describe(context, problem), json.Value.SerializerOptions, MediaType, CancellationToken.None);
    }

    /// <summary>Identifies a request: the trace it belongs to, or where nobody traces, the request itself.</summary>
    public static string TraceOf(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;

    private ProblemResource Describe(HttpContext context, Problem problem) => new()
    {
        Type = problem.Kind.Type,
        Title = problem.Kind.Title,
        Status = problem.Kind.Status,
        Detail = paths.Hide(problem.Detail),
        Instance = context.Request.Path.ToUriComponent(),
        Code = problem.Kind.Code,
        TraceId = TraceOf(context),
        Reasons = problem.Reasons is null ? null : [.. problem.Reasons.Select(reason => reason with { Message = paths.Hide(reason.Message) })],
        Rejected = problem.Rejected,
    };
}

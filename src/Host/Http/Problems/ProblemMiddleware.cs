namespace HyperFace.Host.Http.Problems;

/// <summary>The one place where what went wrong becomes an answer: exceptions, and bare statuses that routing sets.</summary>
internal sealed class ProblemMiddleware(RequestDelegate next, ProblemWriter writer, ILogger<ProblemMiddleware> logger)
{
    /// <summary>Runs the rest of the pipeline.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there any more to be told.
            return;
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await writer.WriteAsync(context, Name(context, e)).ConfigureAwait(false);
            return;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null })
        {
            await writer.WriteAsync(context, OfStatus(context)).ConfigureAwait(false);
        }
    }

    private static Problem OfStatus(HttpContext context)
    {
        ProblemKind kind = ProblemKinds.OfStatus(context.Response.StatusCode);
        return new Problem(kind, kind.Code switch
        {
            "routeNotFound" => $"There is nothing at {context.Request.Path.ToUriComponent()}. What there is stands in /openapi/v1.json.",
            "methodNotAllowed" => $"{context.Request.Method} is not known here; use {context.Response.Headers.Allow}.",
            "unsupportedMediaType" => $"'{context.Request.ContentType}' is not read here. Send application/json or, where a file is taken, multipart/form-data.",
            _ => kind.Title,
        });
    }

    private Problem Name(HttpContext context, Exception e)
    {
        Problem? problem = Problem.From(e);
        if (problem is null)
        {
            logger.LogError(e, "Trace {Trace}: a request failed by a fault of this program", ProblemWriter.TraceOf(context));
            return new Problem(ProblemKinds.InternalError, $"The server's log says what happened, at trace {ProblemWriter.TraceOf(context)}.");
        }

        if (problem.Kind.Status >= 500)
        {
            logger.LogError("Trace {Trace}: a request could not be fulfilled ({Code}): {Message}", ProblemWriter.TraceOf(context), problem.Kind.Code, e.Message);
        }

        return problem;
    }
}

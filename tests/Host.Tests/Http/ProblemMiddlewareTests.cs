using HyperFace.Host.Http.Guarding;
using HyperFace.Host.Http.Problems;
using HyperFace.Host.Resources;
using HyperFace.Indexer;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace HyperFace.Host.Tests.Http;

public sealed class ProblemMiddlewareTests
{
    [Fact]
    public async Task A_fault_of_the_program_is_a_problem_that_does_not_tell_what_happened()
    {
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        context.Request.Path = "/v1/x";

        await Middleware(_ => throw new InvalidOperationException("the password is 1234")).InvokeAsync(context);

        context.Response.Body.Position = 0;
        string body = await new StreamReader(context.Response.Body).ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal(500, context.Response.StatusCode);
        Assert.Equal("application/problem+json", context.Response.ContentType);
        Assert.Contains("\"code\":\"internalError\"", body, StringComparison.Ordinal);
        Assert.DoesNotContain("1234", body, StringComparison.Ordinal);
        Assert.DoesNotContain("InvalidOperation", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_has_gone_is_not_answered()
    {
        var context = new DefaultHttpContext { RequestAborted = new CancellationToken(canceled: true), Response = { Body = new MemoryStream() } };

        await Middleware(_ => throw new OperationCanceledException()).InvokeAsync(context);

        Assert.Equal(0, context.Response.Body.Length);
    }

    private static ProblemMiddleware Middleware(RequestDelegate next)
    {
        var json = new JsonOptions();
        JsonForm.Apply(json.SerializerOptions);
        var writer = new ProblemWriter(new ServerPaths(Options.Create(new HyperFaceOptions())), Options.Create(json));
        return new ProblemMiddleware(next, writer, NullLogger<ProblemMiddleware>.Instance);
    }
}

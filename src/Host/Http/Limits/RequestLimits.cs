using System.Threading.RateLimiting;
using HyperFace.Host.Http.Problems;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace HyperFace.Host.Http.Limits;

/// <summary>How much a caller may ask for: body size, connections, requests at once, time.</summary>
internal static class RequestLimits
{
    /// <summary>Bytes of a request body that carries no face.</summary>
    public const int SmallBodyBytes = 1 << 20;

    private const string FacePolicy = "faces";

    /// <summary>Registers the limits.</summary>
    public static void AddRequestLimits(this IServiceCollection services)
    {
        services.AddSingleton<FaceWork>();
        services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(FacePolicy, context => RateLimitPartition.GetConcurrencyLimiter(FacePolicy, _ => new ConcurrencyLimiterOptions
            {
                PermitLimit = Options(context).MaxFaceRequests,
            }));
            limiter.OnRejected = (rejection, _) => new ValueTask(Write(rejection.HttpContext, new Problem(
                ProblemKinds.Busy,
                $"{Options(rejection.HttpContext).MaxFaceRequests} requests with faces are under way, as many as this server takes; try again in a second.")));
        });
        services.AddRequestTimeouts();
        services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<HttpOptions>>((timeouts, http) => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = TimeSpan.FromSeconds(http.Value.RequestSeconds),
            TimeoutStatusCode = ProblemKinds.Timeout.Status,
            WriteTimeoutResponse = context => Write(context, new Problem(ProblemKinds.Timeout, $"The request was given up after {Options(context).RequestSeconds} seconds.")),
        });
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<HttpOptions>>((kestrel, http) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = http.Value.MaxRequestBytes;
            kestrel.Limits.MaxConcurrentConnections = http.Value.MaxConnections;
        });
    }

    /// <summary>The endpoint takes a face: its request counts against the limit of those.</summary>
    public static RouteHandlerBuilder TakesFaces(this RouteHandlerBuilder endpoint) => endpoint.RequireRateLimiting(FacePolicy);

    private static HttpOptions Options(HttpContext context) => context.RequestServices.GetRequiredService<IOptions<HttpOptions>>().Value;

    private static Task Write(HttpContext context, Problem problem) => context.RequestServices.GetRequiredService<ProblemWriter>().WriteAsync(context, problem);
}

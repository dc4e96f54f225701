using HyperFace.Host.Http.Guarding;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HyperFace.Host.Http.Health;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it can do its work; 503 when it cannot. A gallery with
/// a damaged log makes it <c>degraded</c>, which is still 200: what stands is served.
/// </summary>
internal static class HealthEndpoints
{
    /// <summary>Registers the checks.</summary>
    public static void AddHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<DataFolderCheck>("dataFolder")
        .AddCheck<ModelCheck>("model")
        .AddCheck<GalleriesCheck>("galleries");

    /// <summary>Maps the endpoints.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        ServerPaths paths = context.RequestServices.GetRequiredService<ServerPaths>();
        return context.Response.WriteAsJsonAsync(new HealthResource
        {
            Status = report.Status,
            Checks = report.Entries.ToDictionary(
                entry => entry.Key,
                entry => new HealthCheckResource { Status = entry.Value.Status, Detail = paths.Hide(entry.Value.Description ?? "") }),
        });
    }
}

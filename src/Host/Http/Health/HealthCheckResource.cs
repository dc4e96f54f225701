using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HyperFace.Host.Http.Health;

/// <summary>One check.</summary>
internal sealed record HealthCheckResource
{
    /// <summary>Healthy, degraded or unhealthy.</summary>
    public required HealthStatus Status { get; init; }

    /// <summary>The same in words.</summary>
    public required string Detail { get; init; }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HyperFace.Host.Http.Health;

/// <summary>How the server is.</summary>
internal sealed record HealthResource
{
    /// <summary>The worst of all checks.</summary>
    public required HealthStatus Status { get; init; }

    /// <summary>Each check by its name.</summary>
    public required IReadOnlyDictionary<string, HealthCheckResource> Checks { get; init; }
}

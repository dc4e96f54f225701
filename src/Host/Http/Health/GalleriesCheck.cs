using HyperFace.Indexer;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HyperFace.Host.Http.Health;

/// <summary>Whether every gallery opens (else the server is not ready) and has a whole log (else it serves what stands, and says so).</summary>
internal sealed class GalleriesCheck(GalleryStore galleries) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        var closed = new List<string>();
        var damaged = new List<string>();
        IReadOnlyList<string> all = galleries.List();
        foreach (string id in all)
        {
            try
            {
                if (galleries.Open(id).Info.Damage.Count > 0)
                {
                    damaged.Add(id);
                }
            }
            catch (GalleryNotFoundException)
            {
                // Removed since it was listed.
            }
            catch (GalleryException e)
            {
                closed.Add($"{id} ({e.Code})");
            }
        }

        return closed.Count > 0 ? HealthCheckResult.Unhealthy($"Cannot be opened: {string.Join(", ", closed)}.")
            : damaged.Count > 0 ? HealthCheckResult.Degraded($"Part of the log cannot be read of: {string.Join(", ", damaged)}.")
            : HealthCheckResult.Healthy($"{all.Count} galleries are open.");
    }
}

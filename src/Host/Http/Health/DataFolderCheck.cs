using HyperFace.Indexer;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HyperFace.Host.Http.Health;

/// <summary>Whether the data folder can be written.</summary>
internal sealed class DataFolderCheck(GalleryStore galleries) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        string probe = Path.Combine(galleries.Folder, $".writable-{Guid.NewGuid():N}");
        try
        {
            await File.WriteAllTextAsync(probe, "hyperface", cancellationToken).ConfigureAwait(false);
            File.Delete(probe);
            return HealthCheckResult.Healthy("The data folder can be written.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return HealthCheckResult.Unhealthy("The data folder cannot be written: is the disk full or read-only?", e);
        }
    }
}

using HyperFace.Embedding;
using HyperFace.Indexer;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace HyperFace.Host.Http.Health;

/// <summary>Whether the server's face model works.</summary>
internal sealed class ModelCheck(FaceModels models, IOptions<HyperFaceOptions> options) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        if (options.Value.Model is null)
        {
            return HealthCheckResult.Healthy("No face model is configured: embeddings only.");
        }

        try
        {
            FaceEmbedder model = models.Default;
            return HealthCheckResult.Healthy($"Model '{model.Manifest.Name}' runs on {model.ExecutionProvider}.");
        }
        catch (Exception e) when (e is ModelException or ExecutionProviderException)
        {
            return HealthCheckResult.Unhealthy(e.Message, e);
        }
    }
}

using HyperFace.Embedding;
using HyperFace.Indexer;
using Microsoft.Extensions.Options;

namespace HyperFace.Host.Http;

/// <summary>
/// Opens the face model and all galleries before the server listens: a wrong model is told at the start and not at the
/// first request, and no caller waits for a gallery to be read.
/// </summary>
internal sealed class GalleryOpening(GalleryStore galleries, FaceModels models, IOptions<HyperFaceOptions> options, ILogger<GalleryOpening> logger) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Model is not null)
        {
            FaceEmbedder model = models.Default;
            if (model.Manifest.Notice is { } notice)
            {
                logger.LogWarning("Model {Name}: {Notice}", model.Manifest.Name, notice);
            }
        }

        foreach (string id in galleries.List())
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                Gallery gallery = galleries.Open(id);
                logger.LogInformation("Gallery '{Gallery}' is open: {Templates} templates", id, gallery.Info.Templates);
            }
            catch (GalleryException e)
            {
                // The others are served all the same; /health/ready and the list of galleries say which is missing.
                logger.LogError("Gallery '{Gallery}' cannot be opened: {Message}", id, e.Message);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

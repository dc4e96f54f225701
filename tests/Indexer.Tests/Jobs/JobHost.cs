using HyperFace.Embedding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HyperFace.Indexer.Tests.Jobs;

/// <summary>A generic host with the engine in it, on a data folder that outlives it.</summary>
internal sealed class JobHost : IAsyncDisposable
{
    public const int Dimension = 16;

    public static readonly ModelFingerprint Fingerprint = ModelFingerprint.Named("tests");

    private readonly IHost _host;

    private JobHost(IHost host) => _host = host;

    public GalleryStore Galleries => _host.Services.GetRequiredService<GalleryStore>();

    public GalleryJobs Jobs => _host.Services.GetRequiredService<GalleryJobs>();

    public FaceModels Models => _host.Services.GetRequiredService<FaceModels>();

    public static async Task<JobHost> StartAsync(string dataFolder, Action<HyperFaceOptions>? configure = null)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHyperFace(options =>
        {
            options.DataFolder = dataFolder;
            configure?.Invoke(options);
        });
        IHost host = builder.Build();
        try
        {
            await host.StartAsync();
            return new JobHost(host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    public Gallery Create(string galleryId = "g") =>
        Galleries.Create(new GalleryDefinition { GalleryId = galleryId, Fingerprint = Fingerprint, Dimension = Dimension, Threshold = 0.5f });

    public async Task<Job> EnrolAsync(EnrolmentSource source, bool dryRun = false, string galleryId = "g") =>
        await Jobs.WaitAsync(Jobs.StartEnrolment(galleryId, source, dryRun).JobId);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}

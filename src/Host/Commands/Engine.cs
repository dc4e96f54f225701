using HyperFace.Host.Hosting;
using HyperFace.Indexer;
using Microsoft.Extensions.Options;

namespace HyperFace.Host.Commands;

/// <summary>
/// The engine for the length of one command: the same generic host as the server's, which neither resumes other jobs nor
/// rebuilds by itself.
/// </summary>
internal sealed class Engine : IAsyncDisposable
{
    private readonly IHost _host;

    private Engine(IHost host) => _host = host;

    /// <summary>The galleries.</summary>
    public GalleryStore Galleries => _host.Services.GetRequiredService<GalleryStore>();

    /// <summary>The face models.</summary>
    public FaceModels Models => _host.Services.GetRequiredService<FaceModels>();

    /// <summary>The jobs.</summary>
    public GalleryJobs Jobs => _host.Services.GetRequiredService<GalleryJobs>();

    /// <summary>How the engine is set up.</summary>
    public HyperFaceOptions Options => _host.Services.GetRequiredService<IOptions<HyperFaceOptions>>().Value;

    /// <summary>Starts an engine as the command line and the configuration ask for.</summary>
    /// <param name="run">The command line.</param>
    /// <param name="cancellation">Stops the start.</param>
    /// <param name="insist">Sets what this command leaves to neither of them; may be null.</param>
    public static async Task<Engine> StartAsync(CommandRun run, CancellationToken cancellation, Action<HyperFaceOptions>? insist = null)
    {
        IHost host = EngineHost.Build(run.Screen.Json, CommandSettings.Of(run.Parsed), options =>
        {
            CommandSettings.Apply(run.Parsed, options);
            options.ResumeJobs = false;
            options.AutoRebuild = false;
            insist?.Invoke(options);
        });
        try
        {
            await host.StartAsync(cancellation).ConfigureAwait(false);
            return new Engine(host);
        }
        catch
        {
            await DisposeAsync(host).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops the work in the background in order: a job ends at a row from which it can be resumed.</summary>
    public Task StopAsync() => _host.StopAsync(CancellationToken.None);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await DisposeAsync(_host).ConfigureAwait(false);
    }

    private static async ValueTask DisposeAsync(IHost host)
    {
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            host.Dispose();
        }
    }
}

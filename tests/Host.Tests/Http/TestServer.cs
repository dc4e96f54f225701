using HyperFace.Host.Http;
using HyperFace.Indexer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HyperFace.Host.Tests.Http;

/// <summary>The real server on a free loopback port, with a data folder that outlives it.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestServer(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.Single());
        Client = new ApiClient(Address);
    }

    public Uri Address { get; }

    public ApiClient Client { get; }

    public GalleryStore Galleries => _app.Services.GetRequiredService<GalleryStore>();

    public GalleryJobs Jobs => _app.Services.GetRequiredService<GalleryJobs>();

    public static async Task<TestServer> StartAsync(string dataFolder, string? model = null, string? importRoot = null, params (string Name, string Value)[] settings)
    {
        var configuration = new Dictionary<string, string?> { ["Logging:Console:LogLevel:Default"] = "None" };
        foreach ((string name, string value) in settings)
        {
            configuration[name] = value;
        }

        WebApplication app = WebServer.Build("http://127.0.0.1:0", json: false, configuration, options =>
        {
            options.DataFolder = dataFolder;
            options.Model = model;
            options.ImportRoot = importRoot;
        });
        try
        {
            await app.StartAsync(TestContext.Current.CancellationToken);
            return new TestServer(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

using System.Net;
using HyperFace.Host.Tests.People;

namespace HyperFace.Host.Tests.Http;

/// <summary>A test against a running server with a face model.</summary>
public abstract class HttpTest : IAsyncLifetime
{
    private TestServer? _server;

    internal TemporaryFolder Folder { get; } = new();

    internal TestServer Server => _server!;

    internal ApiClient Api => Server.Client;

    internal string DataFolder => Folder["data"];

    internal string Model => Folder["models/squares.json"];

    /// <summary>Settings of the server; none by default.</summary>
    internal virtual (string Name, string Value)[] Settings => [];

    /// <summary>The server's import root; none by default.</summary>
    internal virtual string? ImportRoot => null;

    public virtual async ValueTask InitializeAsync()
    {
        TestModel.Write(Folder);
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    internal async Task StartAsync() => _server = await TestServer.StartAsync(DataFolder, Model, ImportRoot, Settings);

    internal async Task StopAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
            _server = null;
        }
    }

    /// <summary>Makes a gallery of the server's model.</summary>
    internal async Task CreateAsync(string galleryId = "staff") => (await Api.PutAsync($"/v1/galleries/{galleryId}")).Expect(HttpStatusCode.Created);

    /// <summary>Makes a gallery of embeddings with four values.</summary>
    internal async Task CreateForEmbeddingsAsync(string galleryId = "vectors") =>
        (await Api.PutAsync($"/v1/galleries/{galleryId}", new { threshold = 0.5, embeddings = new { model = "test", dimension = 4 } })).Expect(HttpStatusCode.Created);

    /// <summary>Enrols a person's images.</summary>
    internal async Task<Answer> EnrolAsync(int person, params int[] shots) => (await Api.PostFormAsync(
        "/v1/galleries/staff/faces",
        [("subjectId", null, Portraits.IdOf(person)), .. shots.Select(shot => ("file", (string?)$"{shot}.jpg", (object)Portraits.Of(person, shot)))])).Expect(HttpStatusCode.OK);

    /// <summary>Enrols an embedding into the gallery of embeddings.</summary>
    internal async Task EnrolVectorAsync(string subjectId, params float[] embedding) =>
        (await Api.PostAsync("/v1/galleries/vectors/faces", new { subjectId, embedding })).Expect(HttpStatusCode.OK);
}

using System.Text.Json;
using HyperFace.Host.Http.Problems;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace HyperFace.Host.Http.Requests;

/// <summary>Reads a request body that is JSON.</summary>
internal sealed class JsonBody(IOptions<JsonOptions> options)
{
    /// <summary>Reads the body.</summary>
    /// <exception cref="ProblemException">It is not JSON of the expected form; the problem says where.</exception>
    public async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancellation)
        where T : class
    {
        if (!request.HasJsonContentType())
        {
            throw new ProblemException(ProblemKinds.UnsupportedMediaType, $"'{request.ContentType}' is not read here; send application/json.");
        }

        try
        {
            return Require(await JsonSerializer.DeserializeAsync<T>(request.Body, options.Value.SerializerOptions, cancellation).ConfigureAwait(false));
        }
        catch (JsonException e)
        {
            throw Refuse(e);
        }
    }

    /// <summary>Reads the body, or takes <paramref name="absent"/> when there is none.</summary>
    /// <exception cref="ProblemException">There is one, and it is not JSON of the expected form.</exception>
    public Task<T> ReadAsync<T>(HttpRequest request, T absent, CancellationToken cancellation)
        where T : class =>
        request.ContentLength is 0 or null && !request.Headers.ContainsKey("Transfer-Encoding") ? Task.FromResult(absent) : ReadAsync<T>(request, cancellation);

    /// <summary>Reads a document that was put together from a form.</summary>
    /// <exception cref="ProblemException">It is not of the expected form.</exception>
    public T Read<T>(System.Text.Json.Nodes.JsonObject document)
        where T : class
    {
        try
        {
            return Require(document.Deserialize<T>(options.Value.SerializerOptions));
        }
        catch (JsonException e)
        {
            throw Refuse(e);
        }
    }

    private static T Require<T>(T? body)
        where T : class => body ?? throw new ProblemException(ProblemKinds.MalformedBody, "The body is null; a JSON object is needed.");

    private static ProblemException Refuse(JsonException e) => new(ProblemKinds.MalformedBody, JsonFailure.InWords(e), e);
}

using System.Text;
using System.Text.Json;

namespace HyperFace.Host.Tests.Http;

/// <summary>A caller of the API.</summary>
internal sealed class ApiClient(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<Answer> PutAsync(string path, object? body = null) => SendAsync(HttpMethod.Put, path, body is null ? null : Json(body));

    public Task<Answer> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body is null ? null : Json(body));

    /// <summary>Sends a form as curl -F does: texts, and files with their names.</summary>
    public Task<Answer> PostFormAsync(string path, params (string Field, string? FileName, object Value)[] parts)
    {
        var form = new MultipartFormDataContent();
        foreach ((string field, string? fileName, object value) in parts)
        {
            if (value is byte[] bytes)
            {
                form.Add(new ByteArrayContent(bytes), field, fileName ?? "face.jpg");
            }
            else
            {
                form.Add(new StringContent((string)value), field);
            }
        }

        return SendAsync(HttpMethod.Post, path, form);
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };

        // A server that refuses a body closes the connection under it; asked first, it can say why.
        request.Headers.ExpectContinue = content is not null;
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer(
            response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(",", header.Value)));
    }

    public static StringContent Json(object body) => Text(body as string ?? JsonSerializer.Serialize(body));

    public static StringContent Text(string text, string mediaType = "application/json") => new(text, Encoding.UTF8, mediaType);

    public void Dispose() => _http.Dispose();
}

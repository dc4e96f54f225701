using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using HyperFace.Host.Http.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace HyperFace.Host.Http.Requests;

/// <summary>Reads a multipart form: its files, and its fields as the same document that a JSON body would be.</summary>
internal sealed class FormBody(JsonBody json, IOptions<HttpOptions> options)
{
    private const int MaxFields = 32;
    private const int MaxFieldCharacters = 1 << 20;

    /// <summary>Whether the request is one.</summary>
    public static bool IsForm(HttpRequest request) => request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Reads the form.</summary>
    /// <exception cref="ProblemException">It cannot be read, has too many files, or has a field that is not of the expected form.</exception>
    public async Task<(T Fields, IReadOnlyList<ImagePart> Images)> ReadAsync<T>(HttpRequest request, CancellationToken cancellation)
        where T : class
    {
        IFormCollection form = await ReadFormAsync(request, cancellation).ConfigureAwait(false);
        if (form.Files.Count > options.Value.MaxImages)
        {
            throw new ProblemException(ProblemKinds.InvalidRequest, $"The form has {form.Files.Count} files; at most {options.Value.MaxImages} are taken in one request.");
        }

        var images = new List<ImagePart>(form.Files.Count);
        foreach (IFormFile file in form.Files)
        {
            images.Add(await ImagePart.ReadAsync(file, cancellation).ConfigureAwait(false));
        }

        return (json.Read<T>(ToDocument(form, typeof(T))), images);
    }

    private static JsonObject ToDocument(IFormCollection form, Type type)
    {
        var document = new JsonObject();
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in form)
        {
            if (values.Count != 1)
            {
                throw new ProblemException(ProblemKinds.MalformedBody, $"The field '{name}' is there {values.Count} times.");
            }

            document[name] = ToNode(name, values[0] ?? "", type);
        }

        return document;
    }

    /// <summary>A field stands for a text where a text is expected, and for a JSON value elsewhere.</summary>
    private static JsonNode? ToNode(string name, string value, Type type)
    {
        PropertyInfo? property = type.GetProperties().FirstOrDefault(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name) == name);
        Type expected = property is null ? typeof(string) : Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (expected == typeof(string) || expected.IsEnum)
        {
            return JsonValue.Create(value);
        }

        try
        {
            return JsonNode.Parse(value);
        }
        catch (JsonException)
        {
            throw new ProblemException(ProblemKinds.MalformedBody, $"The field '{name}' should be a JSON value, for instance 0.5, true or {{\"name\":\"value\"}}.");
        }
    }

    private async Task<IFormCollection> ReadFormAsync(HttpRequest request, CancellationToken cancellation)
    {
        // Faces stay in memory: a temporary file would leave them on a disk where nobody erases them.
        var limits = new FormOptions
        {
            MemoryBufferThreshold = int.MaxValue,
            MultipartBodyLengthLimit = options.Value.MaxRequestBytes,
            ValueCountLimit = MaxFields + options.Value.MaxImages,
            ValueLengthLimit = MaxFieldCharacters,
            KeyLengthLimit = 128,
        };
        try
        {
            return await new FormFeature(request, limits).ReadFormAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new ProblemException(ProblemKinds.MalformedBody, $"The multipart form cannot be read: {e.Message}", e);
        }
    }
}

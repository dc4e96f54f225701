using Microsoft.OpenApi;

namespace HyperFace.Host.Http.Documents;

/// <summary>The API's own description (OpenAPI 3.1).</summary>
internal static class ApiDocument
{
    /// <summary>The description's name, which is the API's version.</summary>
    public const string Name = "v1";

    private const string Description = """
        A face identification engine: enrol faces into galleries, and ask who a face is. A similarity is a cosine, −1 to 1.
        Images are JPEG, PNG, WebP or BMP; each shows one face, cut and upright as the gallery's model wants it,
        or, where the server has a detector, is a photo whose face is found, aligned and measured.
        A change is acknowledged when it is on the device, and the next search sees it. Problems are RFC 9457 documents
        whose `type` is explained by the server at that address.
        """;

    /// <summary>Registers the description.</summary>
    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "HyperFace.Search", Version = Name, Description = Description };

            // Where a server listens is not part of what it understands.
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
        options.AddOperationTransformer<FormDescription>();
    });
}

using HyperFace.Host.Http.Faces;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HyperFace.Host.Http.Documents;

/// <summary>Describes forms as they are: what is base64 in a JSON body is a file in a form.</summary>
internal sealed class FormDescription : IOpenApiOperationTransformer
{
    private const string Form = "multipart/form-data";

    /// <inheritdoc/>
    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        Type? body = context.Description.ActionDescriptor.EndpointMetadata.OfType<IAcceptsMetadata>().FirstOrDefault()?.RequestType;
        if (body is null || operation.RequestBody?.Content?.TryGetValue(Form, out OpenApiMediaType? form) != true)
        {
            return;
        }

        OpenApiSchema schema = await context.GetOrCreateSchemaAsync(body, null, cancellationToken).ConfigureAwait(false);
        form!.Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = schema.Required,
            Properties = schema.Properties?.ToDictionary(property => IsFile(property.Value) ? FileName(property.Key) : property.Key, property => IsFile(property.Value) ? FileOf(property.Value, many: body == typeof(FacesBody)) : property.Value),
        };
    }

    private static bool IsFile(IOpenApiSchema schema) => schema.Format == "byte";

    private static string FileName(string property) => property == "image" ? "file" : property;

    private static OpenApiSchema FileOf(IOpenApiSchema schema, bool many)
    {
        var file = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", Description = schema.Description?.Replace(" in base64", "", StringComparison.Ordinal) };
        return many ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = file } : file;
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HyperFace.Host.Resources;

/// <summary>How this program writes and reads JSON, on the command line and over HTTP alike.</summary>
internal static class JsonForm
{
    /// <summary>The settings: camelCase, enums as camelCase text, and no guessing when reading.</summary>
    public static readonly JsonSerializerOptions Options = Frozen();

    /// <summary>Applies them to options that somebody else made.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    private static JsonSerializerOptions Frozen()
    {
        // Documents go to a file or a pipe, never into a web page: names need not be escaped beyond what JSON asks.
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}

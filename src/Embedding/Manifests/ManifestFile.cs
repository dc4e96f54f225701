using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HyperFace.Embedding.Manifests;

/// <summary>Finds and reads a manifest's file; what a manifest holds is its kind's affair.</summary>
/// <param name="kind">What it is called: <c>model manifest</c>.</param>
/// <param name="page">The page that describes it.</param>
/// <param name="ruleOf">What a property must be; null for one that there is not.</param>
internal sealed class ManifestFile(string kind, string page, Func<string, string?> ruleOf)
{
    private const string Extension = ".json";
    private const int MaxBytes = 64 * 1024;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The manifest that a path means: itself, or the one beside an ONNX file.</summary>
    public static string PathOf(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (Directory.Exists(path))
        {
            throw new ModelException($"'{path}' is a folder. Give the model's manifest ({Extension}) or its ONNX file.");
        }

        return IsManifest(path) ? path : Path.ChangeExtension(path, Extension);
    }

    /// <summary>Throws unless the manifest describes the ONNX file that was asked for.</summary>
    public static void RequireDescribes(string path, string file)
    {
        if (!IsManifest(path) && file != Path.GetFileName(path))
        {
            throw new ModelException($"The manifest '{PathOf(path)}' describes '{file}', not '{Path.GetFileName(path)}'.");
        }
    }

    /// <summary>Reads the document that a path means.</summary>
    public T Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        string manifestPath = PathOf(path);
        return Parse(manifestPath, Bytes(path, manifestPath), type);
    }

    private static bool IsManifest(string path) => Path.GetExtension(path).Equals(Extension, StringComparison.OrdinalIgnoreCase);

    private byte[] Bytes(string path, string manifestPath)
    {
        try
        {
            using FileStream stream = File.OpenRead(manifestPath);
            if (stream.Length > MaxBytes)
            {
                throw new ModelException($"'{manifestPath}' has {stream.Length} bytes; a {kind} has {MaxBytes} at most. Is it another file?");
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelException(
                manifestPath == path
                    ? $"There is no {kind} '{manifestPath}'."
                    : $"There is no manifest '{manifestPath}' for the model '{path}': a model needs one beside it, of the same name ({page}).",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"'{manifestPath}' cannot be read: {exception.Message}", exception);
        }
    }

    private T Parse<T>(string path, ReadOnlySpan<byte> bytes, JsonTypeInfo<T> type)
        where T : class
    {
        if (bytes.StartsWith(ByteOrderMark))
        {
            bytes = bytes[ByteOrderMark.Length..];
        }

        try
        {
            return JsonSerializer.Deserialize(bytes, type) ?? throw new ModelException($"'{path}' is not a {kind}: it is null ({page}).");
        }
        catch (JsonException exception)
        {
            string property = exception.Path?.TrimStart('$', '.').Split('[')[0] ?? "";
            throw new ModelException(
                ruleOf(property) is { } rule
                    ? $"'{path}': the property '{property}' (line {exception.LineNumber + 1}) must be {rule}."
                    : $"'{path}' is not a {kind}: {exception.Message} ({page})",
                exception);
        }
    }
}

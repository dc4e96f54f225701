using System.Text.Json;

namespace HyperFace.Embedding.Manifests;

/// <summary>Finds and reads a manifest file.</summary>
internal static class ManifestReader
{
    private const string Extension = ".json";
    private const int MaxBytes = 64 * 1024;
    private const string Format = "docs/formats/model-manifest.md";

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

    /// <summary>Reads and checks a manifest.</summary>
    public static ModelManifest Read(string path)
    {
        string manifestPath = PathOf(path);
        ModelManifest manifest = new ManifestCheck(manifestPath, Parse(manifestPath, Bytes(path, manifestPath))).Run();
        if (!IsManifest(path) && manifest.File != Path.GetFileName(path))
        {
            throw new ModelException($"The manifest '{manifestPath}' describes '{manifest.File}', not '{Path.GetFileName(path)}'.");
        }

        return manifest;
    }

    private static bool IsManifest(string path) => Path.GetExtension(path).Equals(Extension, StringComparison.OrdinalIgnoreCase);

    private static byte[] Bytes(string path, string manifestPath)
    {
        try
        {
            using FileStream stream = File.OpenRead(manifestPath);
            if (stream.Length > MaxBytes)
            {
                throw new ModelException($"'{manifestPath}' has {stream.Length} bytes; a model manifest has {MaxBytes} at most. Is it another file?");
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelException(
                manifestPath == path
                    ? $"There is no model manifest '{manifestPath}'."
                    : $"There is no manifest '{manifestPath}' for the model '{path}': a model needs one beside it, of the same name ({Format}).",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"'{manifestPath}' cannot be read: {exception.Message}", exception);
        }
    }

    private static ManifestDocument Parse(string path, ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(ByteOrderMark))
        {
            bytes = bytes[ByteOrderMark.Length..];
        }

        try
        {
            return JsonSerializer.Deserialize(bytes, ManifestJson.Default.ManifestDocument)
                ?? throw new ModelException($"'{path}' is not a model manifest: it is null ({Format}).");
        }
        catch (JsonException exception)
        {
            string property = exception.Path?.TrimStart('$', '.').Split('[')[0] ?? "";
            throw new ModelException(
                ManifestRules.Of(property) is { } rule
                    ? $"'{path}': the property '{property}' (line {exception.LineNumber + 1}) must be {rule}."
                    : $"'{path}' is not a model manifest: {exception.Message} ({Format})",
                exception);
        }
    }
}

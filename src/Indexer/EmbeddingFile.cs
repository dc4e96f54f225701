using System.Text.Json;

namespace HyperFace.Indexer;

/// <summary>One ready-made embedding in a file: a probe.</summary>
public static class EmbeddingFile
{
    /// <summary>A probe's file is small; a larger one is something else.</summary>
    private const int MaxJsonBytes = 1 << 20;

    /// <summary>
    /// Reads an embedding: a NumPy file (<c>.npy</c>) of float32 or float16, shape [d] or [1, d], or any other file as
    /// JSON, an array of d numbers. Whether it fits a gallery is found out when it is used.
    /// </summary>
    /// <exception cref="ImportException">The file cannot be read as that.</exception>
    public static float[] Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase) ? ReadNpy(path) : ReadJson(path);
    }

    private static float[] ReadNpy(string path)
    {
        using NpyFile file = NpyFile.Open(path, ImportException.Refusal, orVector: true);
        if (file.Rows != 1)
        {
            throw new ImportException($"'{path}' holds {file.Rows} embeddings; a probe is one. Save a single row of it.");
        }

        var vector = new float[file.Columns];
        file.Read(0, vector);
        return vector;
    }

    private static float[] ReadJson(string path)
    {
        try
        {
            long length = new FileInfo(path).Length;
            return length <= MaxJsonBytes
                ? JsonSerializer.Deserialize<float[]>(File.ReadAllBytes(path)) ?? throw new ImportException($"'{path}' holds null; an array of numbers is needed.")
                : throw new ImportException($"'{path}' is {length} bytes long; an embedding as JSON has at most {MaxJsonBytes}.");
        }
        catch (JsonException e)
        {
            throw new ImportException($"'{path}' is not a JSON array of numbers (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}).", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"'{path}' cannot be read: {e.Message}", e);
        }
    }
}

using System.Text.Json;

namespace HyperFace.Indexer.Log;

/// <summary>
/// The file <c>log/current</c>: which segments make up the log. Replaced atomically; whatever segment it does not
/// name does not exist.
/// </summary>
internal sealed record LogManifest(int Format, string GalleryId, ulong Generation, IReadOnlyList<string> Segments)
{
    /// <summary>The manifest's name in the log folder.</summary>
    public const string FileName = "current";

    /// <summary>The only format so far.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Reads the manifest of <paramref name="folder"/>.</summary>
    public static LogManifest Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        LogManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(File.ReadAllBytes(path), LogJson.Default.LogManifest);
        }
        catch (JsonException e)
        {
            throw new LogDamagedException($"'{path}' is not readable as JSON: {e.Message}", e);
        }

        if (manifest is not { Format: CurrentFormat, GalleryId: not null, Segments.Count: > 0 })
        {
            throw new LogDamagedException($"'{path}' is not a log manifest of format {CurrentFormat}.");
        }

        if (manifest.Segments.Any(name => name != Path.GetFileName(name)))
        {
            throw new LogDamagedException($"'{path}' names a segment outside its folder.");
        }

        return manifest;
    }

    /// <summary>Replaces the manifest of <paramref name="folder"/>, durably.</summary>
    public void Write(string folder) =>
        DurableFile.Write(Path.Combine(folder, FileName), stream => JsonSerializer.Serialize(stream, this, LogJson.Default.LogManifest));
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using HyperFace.Embedding;

namespace HyperFace.Indexer.Log;

/// <summary>
/// The file <c>log/current</c>: what the gallery is and which segments make up its log. One line of JSON and one with
/// its checksum; replaced atomically. A segment that it does not name does not exist.
/// </summary>
internal sealed record LogManifest(int Format, ulong Generation, uint Salt, uint NextKey, GallerySettings Settings, IReadOnlyList<SegmentEntry> Segments)
{
    /// <summary>The manifest's name in the log folder.</summary>
    public const string FileName = "current";

    /// <summary>The only format so far.</summary>
    public const int CurrentFormat = 1;

    private const string ChecksumLabel = "crc32c ";
    private const int MaxBytes = 16 << 20;

    /// <summary>What its segments and frames share.</summary>
    [JsonIgnore]
    public LogIdentity Identity => new(Settings.GalleryId, Settings.Dimension, Salt);

    /// <summary>The segment that grows.</summary>
    [JsonIgnore]
    public SegmentEntry Active => Segments[^1];

    /// <summary>Reads the manifest of <paramref name="folder"/>.</summary>
    /// <exception cref="LogDamagedException">It is missing, damaged or of another format.</exception>
    public static LogManifest Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new LogDamagedException($"'{path}' is missing: without it nobody knows which segments make up the log. Restore the gallery's folder from a backup.");
        }

        byte[] bytes = new FileInfo(path).Length <= MaxBytes ? File.ReadAllBytes(path) : [];
        int end = bytes.AsSpan().IndexOf((byte)'\n') + 1;
        if (end == 0 || !bytes.AsSpan(end).SequenceEqual(ChecksumLine(bytes.AsSpan(0, end))))
        {
            throw new LogDamagedException($"'{path}' is damaged: its checksum does not match. Restore it from a backup; the segments beside it are untouched.");
        }

        LogManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(bytes.AsSpan(0, end), LogJson.Default.LogManifest);
        }
        catch (JsonException e)
        {
            throw new LogDamagedException($"'{path}' is not a log manifest of format {CurrentFormat}: {e.Message}", e);
        }

        return manifest is not null && manifest.IsSound()
            ? manifest
            : throw new LogDamagedException($"'{path}' is not a log manifest of format {CurrentFormat}.");
    }

    /// <summary>Replaces the manifest of <paramref name="folder"/>, durably.</summary>
    public void Write(string folder)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(this, LogJson.Default.LogManifest), (byte)'\n'];
        DurableFile.Write(Path.Combine(folder, FileName), stream =>
        {
            stream.Write(line);
            stream.Write(ChecksumLine(line));
        });
    }

    private static byte[] ChecksumLine(ReadOnlySpan<byte> line) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{ChecksumLabel}{Crc32C.Of(line):x8}\n"));

    /// <summary>Sealed segments in order of their LSNs, then one that grows.</summary>
    private bool IsSound()
    {
        bool known = Format == CurrentFormat && Settings.Dimension is >= 2 and <= LogFrame.MaxVectorLength && ModelFingerprint.TryParse(Settings.Fingerprint, out _);
        if (!known || Generation == 0 || Segments.Count == 0 || Active.Bytes is not null)
        {
            return false;
        }

        ulong last = 0;
        foreach (SegmentEntry segment in Segments)
        {
            if (!SegmentEntry.TryParse(segment.Name, out ulong generation, out ulong firstLsn) || generation > Generation || firstLsn <= last)
            {
                return false;
            }

            last = firstLsn;
        }

        return Segments.SkipLast(1).All(segment => segment.Bytes >= SegmentHeader.Bytes);
    }
}

using System.Text.Json;
using HyperFace.Indexer.Catalogue;
using HyperFace.Indexer.Log;

namespace HyperFace.Indexer.Rebuilding;

/// <summary>
/// Writes the live records of a log into new segments. What was removed, and metadata that was replaced, is not
/// copied: that is how it leaves the disk.
/// </summary>
/// <remarks>
/// Liveness is asked of the live catalogue at the moment of copying, not at the moment of the cut. A record that is
/// removed in between is either copied and removed again by the tail of the log, or not copied and removed twice;
/// removal is idempotent, so both end alike.
/// </remarks>
internal sealed class CompactedLog : IDisposable
{
    private const long SegmentBytes = 256L << 20;
    private const int WriteBytes = 4 << 20;

    private readonly string _folder;
    private readonly ulong _generation;
    private readonly SettingsBody _settings;
    private readonly FrameBuffer _frames = new();
    private readonly List<string> _segments = [];
    private FileStream? _stream;

    public CompactedLog(string folder, ulong generation, SettingsBody settings)
    {
        _folder = folder;
        _generation = generation;
        _settings = settings;
    }

    /// <summary>File names of the segments written.</summary>
    public IReadOnlyList<string> Segments => _segments;

    /// <summary>Writes the settings, which every generation begins with.</summary>
    public void AddSettings(ulong lsn) =>
        Add(LogRecordKind.Settings, lsn, _settings.CreatedUnixMilliseconds, [], JsonSerializer.SerializeToUtf8Bytes(_settings, LogJson.Default.SettingsBody));

    /// <summary>
    /// Copies an enrolment if it is still live; returns its new body, or null when it is gone. The subject's metadata
    /// goes with its first live template, as it stands now.
    /// </summary>
    public EnrolBody? Copy(in LogFrame frame, SubjectCatalogue live)
    {
        EnrolBody body = JsonSerializer.Deserialize(frame.Body, LogJson.Default.EnrolBody)!;
        ulong lsn = frame.Lsn;
        SubjectEntry? subject = live.Find(body.Key);
        if (subject is null || subject.Templates.All(t => t.Id != lsn))
        {
            return null;
        }

        bool first = subject.Templates[0].Id == lsn;
        body = body with { Metadata = first && subject.Metadata.Count > 0 ? subject.Metadata : null };
        Add(LogRecordKind.Enrol, lsn, frame.UnixMilliseconds, frame.Vector, JsonSerializer.SerializeToUtf8Bytes(body, LogJson.Default.EnrolBody));
        return body;
    }

    /// <summary>Makes everything durable; the segments count only once the log's manifest names them.</summary>
    public void Finish()
    {
        CloseSegment();
        DurableFile.FlushFolder(_folder);
    }

    /// <summary>Deletes what was written.</summary>
    public void Discard()
    {
        _stream?.Dispose();
        _stream = null;
        _segments.ForEach(name => File.Delete(Path.Combine(_folder, name)));
    }

    /// <inheritdoc/>
    public void Dispose() => _stream?.Dispose();

    private void Add(LogRecordKind kind, ulong lsn, long unixMilliseconds, ReadOnlySpan<float> vector, ReadOnlySpan<byte> body)
    {
        if (_stream is null || _stream.Length + _frames.Bytes.Length > SegmentBytes)
        {
            CloseSegment();
            OpenSegment(lsn);
        }

        // Everything copied was durable before: no later frame can tell otherwise.
        _frames.Add(kind, lsn, durableLsn: lsn, unixMilliseconds, vector, body);
        if (_frames.Bytes.Length >= WriteBytes)
        {
            Write();
        }
    }

    private void OpenSegment(ulong firstLsn)
    {
        var header = new SegmentHeader(_settings.GalleryId, _settings.Dimension, _generation, firstLsn);
        Span<byte> bytes = stackalloc byte[SegmentHeader.Bytes];
        header.Write(bytes);
        _stream = new FileStream(Path.Combine(_folder, header.FileName), FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        _segments.Add(header.FileName);
        _stream.Write(bytes);
    }

    private void Write()
    {
        FreeSpace.Require(_folder, _frames.Bytes.Length);
        _stream!.Write(_frames.Bytes);
        _frames.Clear();
    }

    private void CloseSegment()
    {
        if (_stream is null)
        {
            return;
        }

        Write();
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        _stream = null;
    }
}

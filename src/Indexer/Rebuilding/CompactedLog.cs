using HyperFace.Indexer.Log;

namespace HyperFace.Indexer.Rebuilding;

/// <summary>
/// Writes the live records of a log into new segments. What was removed, and metadata that was replaced, is not
/// copied: that is how it leaves the disk.
/// </summary>
internal sealed class CompactedLog(string folder, LogIdentity log, ulong generation, long segmentBytes) : IDisposable
{
    private const int WriteBytes = 4 << 20;

    private readonly FrameBuffer _frames = new(log);
    private readonly List<SegmentEntry> _segments = [];
    private FileStream? _stream;
    private string _name = string.Empty;
    private long _length;

    /// <summary>The segments written, all of them sealed.</summary>
    public IReadOnlyList<SegmentEntry> Segments => _segments;

    /// <summary>Copies an enrolment with another body.</summary>
    public void Add(in LogFrame frame, ReadOnlySpan<byte> body)
    {
        if (_stream is null || _length >= segmentBytes)
        {
            CloseSegment();
            OpenSegment(frame.Lsn);
        }

        // Everything copied was durable before: no later frame can tell otherwise.
        int before = _frames.Bytes.Length;
        _frames.Add(frame.Kind, frame.Lsn, durableLsn: frame.Lsn, frame.UnixMilliseconds, frame.Vector, body);
        _length += _frames.Bytes.Length - before;
        if (_frames.Bytes.Length >= WriteBytes)
        {
            Write();
        }
    }

    /// <summary>Makes everything durable; the segments count only once the log's manifest names them.</summary>
    public void Finish()
    {
        CloseSegment();
        DurableFile.FlushFolder(folder);
    }

    /// <summary>Deletes what was written.</summary>
    public void Discard()
    {
        Dispose();
        foreach (SegmentEntry segment in _segments)
        {
            File.Delete(Path.Combine(folder, segment.Name));
        }

        if (_name.Length > 0)
        {
            File.Delete(Path.Combine(folder, _name));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream?.Dispose();
        _stream = null;
    }

    private void OpenSegment(ulong firstLsn)
    {
        var header = new SegmentHeader(log, generation, firstLsn);
        Span<byte> bytes = stackalloc byte[SegmentHeader.Bytes];
        header.Write(bytes);
        _name = header.FileName;
        _stream = new FileStream(Path.Combine(folder, _name), FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        _stream.Write(bytes);
        _length = bytes.Length;
    }

    private void Write()
    {
        FreeSpace.Require(folder, _frames.Bytes.Length);
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
        Dispose();
        _segments.Add(new SegmentEntry(_name, _length));
        _name = string.Empty;
    }
}

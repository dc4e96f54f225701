using System.IO.MemoryMappedFiles;

namespace HyperFace.Indexer.Log;

/// <summary>A segment file mapped into memory and read in place. Not safe for use after disposal; safe for concurrent readers.</summary>
internal sealed unsafe class LogSegment : IDisposable
{
    private readonly LogIdentity _log;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly byte* _start;

    private LogSegment(string path, LogIdentity log, MemoryMappedViewAccessor? view, long length)
    {
        Path = path;
        Length = length;
        _log = log;
        _view = view;
        view?.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    /// <summary>The segment's file.</summary>
    public string Path { get; }

    /// <summary>Bytes mapped.</summary>
    public long Length { get; }

    /// <summary>Maps a segment of <paramref name="log"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="log">The log it belongs to.</param>
    /// <param name="maxBytes">
    /// Maps no more than this. A reader beside the writer passes the durable length: what lies beyond may be cut off
    /// again, and touching a mapped page that the file has lost kills the process.
    /// </param>
    public static LogSegment Open(string path, LogIdentity log, long maxBytes = long.MaxValue)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        long length = Math.Min(file.Length, maxBytes);
        if (length == 0)
        {
            return new LogSegment(path, log, null, 0);
        }

        using var map = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        return new LogSegment(path, log, map.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read), length);
    }

    /// <summary>Whether the file begins with the header of such a segment of this log.</summary>
    public bool HasHeader(string name) =>
        SegmentHeader.TryRead(new ReadOnlySpan<byte>(_start, (int)Math.Min(Length, SegmentHeader.Bytes)), out SegmentHeader header)
        && header.Log == _log
        && header.FileName == name;

    /// <summary>Reads the frame at <paramref name="offset"/>; false when no whole, undamaged one stands there.</summary>
    public bool TryRead(long offset, out LogFrame frame)
    {
        if (offset < SegmentHeader.Bytes || offset >= Length)
        {
            frame = default;
            return false;
        }

        return LogFrame.TryRead(new ReadOnlySpan<byte>(_start + offset, (int)Math.Min(Length - offset, int.MaxValue)), _log, out frame);
    }

    /// <summary>The next whole frame after a damaged spot, searched at each place where a frame may begin; −1 when there is none.</summary>
    public long FindNext(long offset, ulong afterLsn)
    {
        for (offset += LogFrame.Alignment; offset + LogFrame.HeaderBytes <= Length; offset += LogFrame.Alignment)
        {
            if (TryRead(offset, out LogFrame frame) && frame.Lsn > afterLsn)
            {
                return offset;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view?.SafeMemoryMappedViewHandle.ReleasePointer();
        _view?.Dispose();
    }
}

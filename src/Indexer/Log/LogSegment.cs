using System.IO.MemoryMappedFiles;

namespace HyperFace.Indexer.Log;

/// <summary>A segment file mapped into memory and read in place. Not safe for use after disposal; safe for concurrent readers.</summary>
internal sealed unsafe class LogSegment : IDisposable
{
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    private LogSegment(string path, MemoryMappedFile map, MemoryMappedViewAccessor view, byte* start, long length, SegmentHeader header)
    {
        Path = path;
        _map = map;
        _view = view;
        _start = start;
        Length = length;
        Header = header;
    }

    /// <summary>The segment's file.</summary>
    public string Path { get; }

    /// <summary>Bytes mapped: the file's length when it was opened.</summary>
    public long Length { get; }

    /// <summary>The segment's header.</summary>
    public SegmentHeader Header { get; }

    /// <summary>Maps <paramref name="path"/>; throws <see cref="LogDamagedException"/> when its header is not whole.</summary>
    public static LogSegment Open(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        long length = file.Length;
        if (length < SegmentHeader.Bytes)
        {
            throw new LogDamagedException($"Log segment '{path}' is {length} bytes long, shorter than its header of {SegmentHeader.Bytes}.");
        }

        var map = MemoryMappedFile.CreateFromFile(file, null, length, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        MemoryMappedViewAccessor view = map.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            SegmentHeader header = SegmentHeader.Read(new ReadOnlySpan<byte>(start, SegmentHeader.Bytes), path);
            return new LogSegment(path, map, view, start, length, header);
        }
        catch
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
            view.Dispose();
            map.Dispose();
            throw;
        }
    }

    /// <summary>Reads the frame at <paramref name="offset"/>; false when no whole, undamaged one stands there.</summary>
    public bool TryRead(long offset, out LogFrame frame)
    {
        if (offset < SegmentHeader.Bytes || offset > Length)
        {
            frame = default;
            return false;
        }

        return LogFrame.TryRead(new ReadOnlySpan<byte>(_start + offset, (int)Math.Min(Length - offset, int.MaxValue)), out frame);
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
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
    }
}

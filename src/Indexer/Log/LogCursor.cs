namespace HyperFace.Indexer.Log;

/// <summary>Where a reader that follows a growing log has come to. Not thread-safe.</summary>
internal sealed class LogCursor
{
    private ulong _firstLsn;
    private long _offset;

    /// <summary>Where to begin in <paramref name="segment"/>; null when the reader is past it.</summary>
    public long? StartIn(SegmentEntry segment) => segment.FirstLsn.CompareTo(_firstLsn) switch
    {
        > 0 => SegmentHeader.Bytes,
        0 => _offset,
        < 0 => null,
    };

    /// <summary>Remembers how far it was read. By its first LSN, because names do not sort across generations.</summary>
    public void MoveTo(SegmentEntry segment, long offset) => (_firstLsn, _offset) = (segment.FirstLsn, offset);
}

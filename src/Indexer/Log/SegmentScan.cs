namespace HyperFace.Indexer.Log;

/// <summary>Walks the frames of a segment and steps over what is damaged, remembering where.</summary>
internal ref struct SegmentScan(LogSegment segment, ulong afterLsn, long start = SegmentHeader.Bytes)
{
    private readonly LogSegment _segment = segment;

    /// <summary>Where the next frame is expected.</summary>
    public long Offset { get; private set; } = start;

    /// <summary>The LSN of the last whole frame seen.</summary>
    public ulong LastLsn { get; private set; } = afterLsn;

    /// <summary>What was stepped over to reach the frame last returned; null when nothing was.</summary>
    public LogDamage? Skipped { get; private set; }

    /// <summary>The next whole frame; false at the end of what can be read (<see cref="Offset"/> tells whether that is the end of the file).</summary>
    public bool TryNext(out LogFrame frame)
    {
        Skipped = null;
        long offset = Offset;
        if (!_segment.TryRead(offset, out frame) || frame.Lsn <= LastLsn)
        {
            if (offset >= _segment.Length)
            {
                return false;
            }

            long next = _segment.FindNext(offset, LastLsn);
            if (next < 0)
            {
                return false;
            }

            _segment.TryRead(next, out frame);
            Skipped = new LogDamage(Path.GetFileName(_segment.Path), offset, next - offset, LastLsn + 1, frame.Lsn - 1);
            offset = next;
        }

        Offset = offset + frame.Length;
        LastLsn = frame.Lsn;
        return true;
    }
}

namespace HyperFace.Indexer.Log;

/// <summary>
/// Reads a whole log at opening: every frame is verified and handed on, and what cannot be read is sorted into a torn
/// tail, which nobody was promised and which may be cut, and damage, which is reported and kept.
/// </summary>
internal sealed class LogVerification(string folder, LogManifest manifest, ulong acknowledgedLsn, LogFrameHandler handler)
{
    private readonly List<LogDamage> _damage = [];
    private ulong _promised;

    /// <summary>What cannot be read.</summary>
    public IReadOnlyList<LogDamage> Damage => _damage;

    /// <summary>The last LSN that was given out, as far as anybody knows: no later record may have it or a lower one.</summary>
    public ulong LastLsn { get; private set; }

    /// <summary>The length to cut the active segment to; null when it has no torn tail.</summary>
    public long? CutAt { get; private set; }

    /// <summary>Verifies every segment, oldest first.</summary>
    public void Run()
    {
        for (int i = 0; i < manifest.Segments.Count; i++)
        {
            SegmentEntry entry = manifest.Segments[i];

            // A compaction may have dropped the last records before the cut; their numbers are spent all the same.
            LastLsn = Math.Max(LastLsn, entry.FirstLsn - 1);
            ulong lastOfSegment = i + 1 < manifest.Segments.Count ? manifest.Segments[i + 1].FirstLsn - 1 : acknowledgedLsn;
            Verify(entry, lastOfSegment);
        }
    }

    private void Verify(SegmentEntry entry, ulong lastOfSegment)
    {
        string path = Path.Combine(folder, entry.Name);
        if (!File.Exists(path))
        {
            Report(entry, 0, entry.Bytes ?? 0, lastOfSegment);
            return;
        }

        using LogSegment segment = LogSegment.Open(path, manifest.Identity, entry.Bytes ?? long.MaxValue);
        if (!segment.HasHeader(entry.Name))
        {
            // The frames carry checksums of their own: a broken header loses none of them.
            _damage.Add(new LogDamage(entry.Name, 0, Math.Min(segment.Length, SegmentHeader.Bytes), LastLsn + 1, LastLsn));
        }

        long end = Frames(segment, entry);
        bool active = entry.Bytes is null;
        bool promisesKept = active ? LastLsn >= acknowledgedLsn : segment.Length == entry.Bytes;
        if (end < 0 || (end == segment.Length && promisesKept))
        {
            return;
        }

        if (active && promisesKept)
        {
            CutAt = end;
        }
        else
        {
            Report(entry, end, Math.Max(segment.Length, entry.Bytes ?? 0) - end, lastOfSegment);
        }
    }

    /// <summary>Hands on the frames of a segment; returns where the last one ends, or −1 when the torn tail was found already.</summary>
    private long Frames(LogSegment segment, SegmentEntry entry)
    {
        var scan = new SegmentScan(segment, LastLsn);
        while (true)
        {
            long expected = scan.Offset;
            if (!scan.TryNext(out LogFrame frame))
            {
                return Math.Min(scan.Offset, segment.Length);
            }

            if (scan.Skipped is { } skipped)
            {
                if (entry.Bytes is null && PromisedLsn(scan, frame) < skipped.FirstLsn)
                {
                    // No frame behind the gap was written after the gap was known durable: one torn group.
                    CutAt = expected;
                    return -1;
                }

                _damage.Add(skipped);
            }

            LastLsn = frame.Lsn;
            handler(frame);
        }
    }

    /// <summary>The highest LSN that anybody was promised: some other file saw it applied, or a later frame knew it durable. The scan is a copy: it runs ahead.</summary>
    private ulong PromisedLsn(SegmentScan ahead, LogFrame frame)
    {
        if (_promised == 0)
        {
            _promised = Math.Max(acknowledgedLsn, frame.DurableLsn);
            while (ahead.TryNext(out frame))
            {
                _promised = Math.Max(_promised, frame.DurableLsn);
            }
        }

        return _promised;
    }

    private void Report(SegmentEntry entry, long offset, long bytes, ulong lastOfSegment)
    {
        ulong last = Math.Max(LastLsn + 1, lastOfSegment);
        _damage.Add(new LogDamage(entry.Name, offset, bytes, LastLsn + 1, last));
        LastLsn = last;
    }
}

using Microsoft.Win32.SafeHandles;

namespace HyperFace.Indexer.Log;

/// <summary>
/// The truth of a gallery: an append-only sequence of frames in segment files. One thread appends; any thread may
/// replay what is durable. See docs/formats/log.md and docs/decisions/0006-own-log.md.
/// </summary>
internal sealed partial class GalleryLog : IDisposable
{
    /// <summary>A segment is sealed when it has grown to this, so that mapping and compaction work on bounded files.</summary>
    public const long DefaultSegmentBytes = 256L << 20;

    private readonly string _folder;
    private SafeFileHandle? _active;
    private volatile LogManifest _manifest;
    private volatile DurableEnd _end;
    private volatile bool _failed;

    private GalleryLog(string folder, long segmentBytes, LogManifest manifest, ulong lastLsn, IReadOnlyList<LogDamage> damage)
    {
        _folder = folder;
        SegmentBytes = segmentBytes;
        _manifest = manifest;
        _active = damage.Count == 0 ? OpenForAppend(folder, manifest.Active.Name) : null;
        _end = new DurableEnd(manifest.Active.Name, LengthOf(Path.Combine(folder, manifest.Active.Name)), lastLsn);
        Damage = damage;
    }

    /// <summary>The gallery's settings.</summary>
    public GallerySettings Settings => _manifest.Settings;

    /// <summary>What every frame of this log is made with.</summary>
    public LogIdentity Identity => _manifest.Identity;

    /// <summary>What could not be read at opening; with any of it the log refuses to grow.</summary>
    public IReadOnlyList<LogDamage> Damage { get; private set; }

    /// <summary>Length at which a segment is sealed.</summary>
    public long SegmentBytes { get; }

    /// <summary>How often the log has been compacted, plus one.</summary>
    public ulong Generation => _manifest.Generation;

    /// <summary>Subject keys below this were given out before the last compaction, and are not given out again.</summary>
    public uint NextKey => _manifest.NextKey;

    /// <summary>The last LSN that is on the device.</summary>
    public ulong DurableLsn => _end.Lsn;

    /// <summary>The segments, oldest first; the last one grows.</summary>
    public IReadOnlyList<SegmentEntry> Segments => _manifest.Segments;

    /// <summary>Bytes of all segments.</summary>
    public long BytesOnDisk => _manifest.Segments.Sum(segment => segment.Bytes ?? 0) + _end.Length;

    /// <summary>The end of the log or its manifest is in doubt since a write failed half-way: only opening it again can tell.</summary>
    public bool HasFailed => _failed;

    /// <summary>
    /// Appends frames and flushes them to the device. On failure nothing is appended, and the caller's changes must
    /// be dropped. Only the gallery's writer calls this.
    /// </summary>
    /// <exception cref="GalleryStorageException">The device refused (full, broken), or an earlier refusal left the log's end unknown.</exception>
    /// <exception cref="LogDamagedException">The log was damaged at opening.</exception>
    public void Append(FrameBuffer frames)
    {
        RefuseIfUnfit();
        if (_end.Length >= SegmentBytes)
        {
            Seal();
        }

        DurableEnd end = _end;
        try
        {
            FreeSpace.Require(_folder, frames.Bytes.Length);
            RandomAccess.Write(_active!, frames.Bytes, end.Length);
            RandomAccess.FlushToDisk(_active!);
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            CutBack(end.Length);
            throw new GalleryStorageException($"The log in '{_folder}' could not be written: {e.Message} Nothing was changed.", e);
        }

        _end = new DurableEnd(end.Segment, end.Length + frames.Bytes.Length, frames.LastLsn);
    }

    /// <summary>Closes the active segment and opens the next, so that everything durable so far lies in files that no longer change.</summary>
    /// <exception cref="GalleryStorageException">The device refused; the active segment goes on.</exception>
    public void Seal()
    {
        RefuseIfUnfit();
        DurableEnd end = _end;
        if (end.Length > SegmentHeader.Bytes)
        {
            SwitchTo(_manifest with { Segments = [.. SealedBy(end)] }, begin: true);
        }
    }

    /// <summary>
    /// Makes a compacted log the log: <paramref name="compacted"/> replaces every segment up to and including
    /// <paramref name="lastReplaced"/>; what was appended since stays. The rename of <c>log/current</c> inside is the
    /// one atomic point of a rebuild.
    /// </summary>
    /// <exception cref="GalleryStorageException">The device refused. Unless <see cref="HasFailed"/>, the old log stands.</exception>
    public void Replace(IReadOnlyList<SegmentEntry> compacted, string lastReplaced, ulong generation, uint nextKey)
    {
        LogManifest old = _manifest;
        int cut = old.Segments.ToList().FindIndex(segment => segment.Name == lastReplaced) + 1;
        SegmentEntry[] tail = [.. old.Segments.Skip(cut)];
        SwitchTo(old with { Generation = generation, NextKey = nextKey, Segments = [.. compacted, .. tail] }, begin: tail.Length == 0);
        Damage = [];
        DeleteStrangers();
    }

    /// <summary>Replays the durable frames of the segments named, oldest first. Any thread.</summary>
    /// <param name="segments">Segments of this log, in order.</param>
    /// <param name="skipDamage">Steps over what cannot be read.</param>
    /// <param name="handler">Receives the frames.</param>
    /// <param name="cursor">Where an earlier replay came to: only what follows is replayed.</param>
    /// <exception cref="LogDamagedException">A frame cannot be read, unless <paramref name="skipDamage"/>.</exception>
    public void Replay(IReadOnlyList<SegmentEntry> segments, bool skipDamage, LogFrameHandler handler, LogCursor? cursor = null)
    {
        cursor ??= new LogCursor();
        DurableEnd end = _end;
        foreach (SegmentEntry entry in segments)
        {
            string path = Path.Combine(_folder, entry.Name);
            if (cursor.StartIn(entry) is not { } start || (!File.Exists(path) && skipDamage))
            {
                continue;
            }

            using LogSegment segment = LogSegment.Open(path, Identity, entry.Bytes ?? (entry.Name == end.Segment ? end.Length : long.MaxValue));
            var scan = new SegmentScan(segment, afterLsn: 0, start);
            while (scan.TryNext(out LogFrame frame))
            {
                if (scan.Skipped is { } skipped && !skipDamage)
                {
                    throw new LogDamagedException($"The log is damaged: {skipped}.");
                }

                handler(frame);
                cursor.MoveTo(entry, scan.Offset);
            }

            if (!skipDamage && scan.Offset != (entry.Bytes ?? segment.Length))
            {
                throw new LogDamagedException($"The log is damaged: segment {entry.Name} cannot be read from offset {scan.Offset} on.");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _active?.Dispose();

    private static long LengthOf(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    private IEnumerable<SegmentEntry> SealedBy(DurableEnd end) =>
        _manifest.Segments.Select(segment => segment.Name == end.Segment ? segment with { Bytes = end.Length } : segment);

    private void RefuseIfUnfit()
    {
        if (Damage.Count > 0)
        {
            throw new LogDamagedException(
                $"The log of gallery '{Settings.GalleryId}' is damaged and takes no changes: {string.Join("; ", Damage)}. " +
                "Restore the segment from a backup, or accept the loss with a rebuild that is told to.");
        }

        if (_failed)
        {
            throw new GalleryStorageException($"The log in '{_folder}' failed earlier and its end is unknown; close the gallery and open it again.");
        }
    }

    /// <summary>
    /// Takes back what a failed append may have left. A flush that failed once must not be trusted when repeated
    /// (the kernel may have dropped the pages), so if the cut cannot be made durable the log stops here.
    /// </summary>
    private void CutBack(long length)
    {
        try
        {
            RandomAccess.SetLength(_active!, length);
            RandomAccess.FlushToDisk(_active!);
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            _failed = true;
        }
    }

    /// <summary>
    /// Puts <paramref name="next"/> in force. With <paramref name="begin"/> a new segment is added to it, and made and
    /// opened before it is named: whatever fails until then leaves the log as it was.
    /// </summary>
    private void SwitchTo(LogManifest next, bool begin)
    {
        SafeFileHandle? handle = null;
        try
        {
            if (begin)
            {
                var header = new SegmentHeader(next.Identity, next.Generation, DurableLsn + 1);
                CreateSegment(_folder, header);
                handle = OpenForAppend(_folder, header.FileName);
                next = next with { Segments = [.. next.Segments, new SegmentEntry(header.FileName)] };
            }

            next.Write(_folder);
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            handle?.Dispose();
            _failed = !Stands(_manifest);
            throw new GalleryStorageException($"'{Path.Combine(_folder, LogManifest.FileName)}' could not be replaced: {e.Message}", e);
        }

        if (handle is not null)
        {
            _active?.Dispose();
            _active = handle;

            // Before the manifest: a reader that knows the new segment must know where it ends.
            _end = new DurableEnd(next.Active.Name, SegmentHeader.Bytes, DurableLsn);
        }

        _manifest = next;
    }

    /// <summary>Whether <paramref name="manifest"/> is still in force: a write that failed after its rename has put the next one there.</summary>
    private bool Stands(LogManifest manifest)
    {
        try
        {
            LogManifest read = LogManifest.Read(_folder);
            return read.Generation == manifest.Generation && read.Segments.SequenceEqual(manifest.Segments);
        }
        catch (Exception e) when (StorageFault.Is(e) || e is LogDamagedException)
        {
            return false;
        }
    }

    /// <summary>Deletes segments that the manifest does not name: what is left of a rebuild that did, or did not, take effect.</summary>
    private void DeleteStrangers()
    {
        try
        {
            HashSet<string> named = [.. _manifest.Segments.Select(segment => segment.Name)];
            string[] strangers = [.. Directory.EnumerateFiles(_folder).Where(file => IsOurs(Path.GetFileName(file)) && !named.Contains(Path.GetFileName(file)))];
            Array.ForEach(strangers, File.Delete);
            if (strangers.Length > 0)
            {
                DurableFile.FlushFolder(_folder);
            }
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            // The next opening tries again; the log itself is in order.
        }
    }

    /// <summary>Segments and half-written files; anything else in the folder was put there by somebody for a reason.</summary>
    private static bool IsOurs(string name) => SegmentEntry.TryParse(name, out _, out _) || name.EndsWith(DurableFile.TemporarySuffix, StringComparison.Ordinal);
}

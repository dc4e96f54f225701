using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace HyperFace.Indexer.Log;

/// <summary>
/// The truth of a gallery: an append-only sequence of frames in segment files. One thread appends; any thread may
/// replay what is durable. See docs/formats/log.md and docs/decisions/0006-own-log.md.
/// </summary>
internal sealed partial class GalleryLog : IDisposable
{
    /// <summary>A segment is closed when it has grown to this, so that mapping and compaction work on bounded files.</summary>
    private const long SegmentBytes = 256L << 20;

    private readonly string _folder;
    private SafeFileHandle _active;
    private long _activeLength;
    private ulong _durableLsn;
    private bool _failed;
    private volatile LogManifest _manifest;

    private GalleryLog(string folder, LogManifest manifest, SettingsBody settings, ulong durableLsn, IReadOnlyList<LogDamage> damage)
    {
        _folder = folder;
        _manifest = manifest;
        _durableLsn = durableLsn;
        Settings = settings;
        Damage = damage;
        (_active, _activeLength) = OpenActive();
    }

    /// <summary>The gallery's settings.</summary>
    public SettingsBody Settings { get; }

    /// <summary>What could not be read at opening; with any of it the log refuses to grow.</summary>
    public IReadOnlyList<LogDamage> Damage { get; private set; }

    /// <summary>How often the log has been compacted, plus one.</summary>
    public ulong Generation => _manifest.Generation;

    /// <summary>The last LSN that is on the device.</summary>
    public ulong DurableLsn => Volatile.Read(ref _durableLsn);

    /// <summary>File names of the segments, oldest first.</summary>
    public IReadOnlyList<string> Segments => _manifest.Segments;

    /// <summary>Bytes of all segments on disk.</summary>
    public long BytesOnDisk => _manifest.Segments.Sum(name => new FileInfo(Path.Combine(_folder, name)).Length);

    /// <summary>
    /// Appends frames and flushes them to the device. On failure nothing is appended, and the caller's changes must
    /// be dropped. Only the gallery's writer calls this.
    /// </summary>
    /// <exception cref="GalleryStorageException">The device refused (full, broken), or an earlier refusal left the log's end unknown.</exception>
    /// <exception cref="LogDamagedException">The log was damaged at opening.</exception>
    public void Append(FrameBuffer frames)
    {
        RefuseIfUnfit();
        if (_activeLength >= SegmentBytes)
        {
            Seal();
        }

        try
        {
            FreeSpace.Require(_folder, frames.Bytes.Length);
            RandomAccess.Write(_active, frames.Bytes, _activeLength);
            RandomAccess.FlushToDisk(_active);
        }
        catch (IOException e)
        {
            CutBack();
            throw new GalleryStorageException($"The log in '{_folder}' could not be written: {e.Message} Nothing was changed.", e);
        }

        _activeLength += frames.Bytes.Length;
        Volatile.Write(ref _durableLsn, frames.LastLsn);
    }

    /// <summary>Closes the active segment and opens the next, so that everything durable so far lies in files that no longer change.</summary>
    public void Seal()
    {
        RefuseIfUnfit();
        if (_activeLength == SegmentHeader.Bytes)
        {
            return;
        }

        string name = CreateSegment(_folder, new SegmentHeader(_manifest.GalleryId, Settings.Dimension, Generation, DurableLsn + 1));
        SwitchTo(_manifest with { Segments = [.. _manifest.Segments, name] });
    }

    /// <summary>
    /// Makes a compacted log the log: <paramref name="compacted"/> replaces every segment up to and including
    /// <paramref name="lastReplaced"/>; what was appended since stays. The rename of <c>log/current</c> inside is the
    /// one atomic point of a rebuild.
    /// </summary>
    public void Replace(IReadOnlyList<string> compacted, string lastReplaced, ulong generation)
    {
        IReadOnlyList<string> replaced = _manifest.Segments;
        int cut = replaced.ToList().IndexOf(lastReplaced) + 1;
        List<string> segments = [.. compacted, .. replaced.Skip(cut)];
        if (segments.Count == compacted.Count)
        {
            segments.Add(CreateSegment(_folder, new SegmentHeader(_manifest.GalleryId, Settings.Dimension, generation, DurableLsn + 1)));
        }

        SwitchTo(_manifest with { Generation = generation, Segments = segments });
        Damage = [];
        DeleteStrangers(_folder, _manifest);
    }

    /// <summary>Replays durable frames with an LSN above <paramref name="afterLsn"/> of the segments named, oldest first. Any thread.</summary>
    /// <exception cref="LogDamagedException">A frame cannot be read, unless <paramref name="skipDamage"/>.</exception>
    public void Replay(IReadOnlyList<string> segments, ulong afterLsn, bool skipDamage, LogFrameHandler handler)
    {
        ulong durable = DurableLsn;
        foreach (string name in segments)
        {
            using LogSegment segment = LogSegment.Open(Path.Combine(_folder, name));
            var scan = new SegmentScan(segment, afterLsn: 0);
            while (scan.TryNext(out LogFrame frame))
            {
                if (frame.Lsn > durable)
                {
                    return;
                }

                if (scan.Skipped is { } skipped && !skipDamage)
                {
                    throw new LogDamagedException($"The log is damaged: {skipped}.");
                }

                if (frame.Lsn > afterLsn)
                {
                    handler(frame);
                }
            }

            bool active = name == _manifest.Segments[^1];
            if (!active && !skipDamage && scan.Offset < segment.Length)
            {
                throw new LogDamagedException($"The log is damaged: segment {name} cannot be read from offset {scan.Offset} on.");
            }
        }
    }

    /// <summary>The path of a segment of this log.</summary>
    public string PathOf(string segment) => Path.Combine(_folder, segment);

    /// <inheritdoc/>
    public void Dispose() => _active.Dispose();

    /// <summary>Writes an empty segment, durably, and returns its name.</summary>
    internal static string CreateSegment(string folder, SegmentHeader header)
    {
        DurableFile.Write(Path.Combine(folder, header.FileName), stream =>
        {
            Span<byte> bytes = stackalloc byte[SegmentHeader.Bytes];
            header.Write(bytes);
            stream.Write(bytes);
        });
        return header.FileName;
    }

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
    private void CutBack()
    {
        try
        {
            RandomAccess.SetLength(_active, _activeLength);
            RandomAccess.FlushToDisk(_active);
        }
        catch (IOException)
        {
            _failed = true;
        }
    }

    private void SwitchTo(LogManifest next)
    {
        try
        {
            next.Write(_folder);
        }
        catch (IOException e)
        {
            throw new GalleryStorageException($"'{Path.Combine(_folder, LogManifest.FileName)}' could not be replaced: {e.Message}", e);
        }

        _manifest = next;
        _active.Dispose();
        (_active, _activeLength) = OpenActive();
    }

    private (SafeFileHandle Handle, long Length) OpenActive()
    {
        SafeFileHandle handle = File.OpenHandle(Path.Combine(_folder, _manifest.Segments[^1]), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        return (handle, RandomAccess.GetLength(handle));
    }

    private static byte[] Encode(SettingsBody settings) => JsonSerializer.SerializeToUtf8Bytes(settings, LogJson.Default.SettingsBody);
}

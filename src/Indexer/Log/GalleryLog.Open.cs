using System.Text.Json;

namespace HyperFace.Indexer.Log;

internal sealed partial class GalleryLog
{
    /// <summary>Creates the log of a new gallery in the empty folder <paramref name="folder"/>.</summary>
    public static GalleryLog Create(string folder, SettingsBody settings)
    {
        const ulong firstGeneration = 1;
        const ulong settingsLsn = 1;
        var frames = new FrameBuffer();
        frames.Add(LogRecordKind.Settings, settingsLsn, durableLsn: 0, settings.CreatedUnixMilliseconds, [], Encode(settings));
        string name = WriteSegment(folder, new SegmentHeader(settings.GalleryId, settings.Dimension, firstGeneration, settingsLsn), frames);
        var manifest = new LogManifest(LogManifest.CurrentFormat, settings.GalleryId, firstGeneration, [name]);
        manifest.Write(folder);
        return new GalleryLog(folder, manifest, settings, settingsLsn, []);
    }

    /// <summary>
    /// Opens a log, verifies every frame and hands each to <paramref name="handler"/> in order. A torn tail that
    /// nobody was promised is cut; damage to anything else is kept, reported in <see cref="Damage"/>, and stops the
    /// log from growing.
    /// </summary>
    /// <param name="folder">The gallery's log folder.</param>
    /// <param name="acknowledgedLsn">The highest LSN that some other file has seen applied: below it nothing is a mere torn tail.</param>
    /// <param name="handler">Receives every whole frame.</param>
    public static GalleryLog Open(string folder, ulong acknowledgedLsn, LogFrameHandler handler)
    {
        LogManifest manifest = LogManifest.Read(folder);
        DeleteStrangers(folder, manifest);

        var damage = new List<LogDamage>();
        SettingsBody? settings = null;
        ulong lastLsn = 0;
        for (int i = 0; i < manifest.Segments.Count; i++)
        {
            string path = Path.Combine(folder, manifest.Segments[i]);
            if (!File.Exists(path))
            {
                throw new LogDamagedException($"Log segment '{path}' is named by '{LogManifest.FileName}' and missing.");
            }

            bool last = i == manifest.Segments.Count - 1;
            long? cutAt = VerifySegment(path, last, acknowledgedLsn, ref lastLsn, ref settings, damage, handler);
            if (cutAt is { } length)
            {
                Truncate(path, length);
            }
        }

        if (settings is null)
        {
            throw new LogDamagedException($"The log in '{folder}' has no readable settings record; it cannot say which model its templates belong to. Restore it from a backup.");
        }

        return new GalleryLog(folder, manifest, settings, Math.Max(lastLsn, damage.Count > 0 ? damage[^1].LastLsn : 0), damage);
    }

    /// <summary>Verifies one segment; returns the length to cut it to, or null when it is to be left alone.</summary>
    private static long? VerifySegment(string path, bool last, ulong acknowledgedLsn, ref ulong lastLsn, ref SettingsBody? settings, List<LogDamage> damage, LogFrameHandler handler)
    {
        using LogSegment segment = LogSegment.Open(path);

        // A compaction may have dropped the last records before the cut; their numbers are spent all the same.
        lastLsn = Math.Max(lastLsn, segment.Header.FirstLsn - 1);
        var scan = new SegmentScan(segment, lastLsn);
        while (true)
        {
            long expected = scan.Offset;
            if (!scan.TryNext(out LogFrame frame))
            {
                break;
            }

            if (scan.Skipped is { } skipped)
            {
                // Frames behind the gap were written before the gap was known durable: one torn group, promised to nobody.
                bool unpromised = last && frame.DurableLsn < skipped.FirstLsn && acknowledgedLsn < skipped.FirstLsn;
                if (unpromised)
                {
                    return expected;
                }

                damage.Add(skipped);
            }

            lastLsn = frame.Lsn;
            if (frame.Kind == LogRecordKind.Settings)
            {
                settings = JsonSerializer.Deserialize(frame.Body, LogJson.Default.SettingsBody);
            }

            handler(frame);
        }

        if (scan.Offset == segment.Length)
        {
            return null;
        }

        if (last && acknowledgedLsn <= lastLsn)
        {
            return scan.Offset;
        }

        damage.Add(new LogDamage(Path.GetFileName(path), scan.Offset, segment.Length - scan.Offset, lastLsn + 1, Math.Max(lastLsn + 1, acknowledgedLsn)));
        return null;
    }

    private static void Truncate(string path, long length)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        file.SetLength(length);
        file.Flush(flushToDisk: true);
    }

    private static string WriteSegment(string folder, SegmentHeader header, FrameBuffer frames)
    {
        DurableFile.Write(Path.Combine(folder, header.FileName), stream =>
        {
            Span<byte> bytes = stackalloc byte[SegmentHeader.Bytes];
            header.Write(bytes);
            stream.Write(bytes);
            stream.Write(frames.Bytes);
        });
        return header.FileName;
    }

    /// <summary>Deletes files that the manifest does not name: what a crash left of a rebuild that did not, or did, take effect.</summary>
    private static void DeleteStrangers(string folder, LogManifest manifest)
    {
        HashSet<string> named = [.. manifest.Segments, LogManifest.FileName];
        bool any = false;
        foreach (string path in Directory.EnumerateFiles(folder))
        {
            if (!named.Contains(Path.GetFileName(path)))
            {
                File.Delete(path);
                any = true;
            }
        }

        if (any)
        {
            DurableFile.FlushFolder(folder);
        }
    }
}

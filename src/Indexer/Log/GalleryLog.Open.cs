using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace HyperFace.Indexer.Log;

internal sealed partial class GalleryLog
{
    /// <summary>Creates the log of a new gallery in the empty folder <paramref name="folder"/>.</summary>
    public static void Create(string folder, GallerySettings settings)
    {
        const ulong firstGeneration = 1;
        const uint firstKey = 1;
        uint salt = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));
        var header = new SegmentHeader(new LogIdentity(settings.GalleryId, settings.Dimension, salt), firstGeneration, FirstLsn: 1);
        CreateSegment(folder, header);
        new LogManifest(LogManifest.CurrentFormat, firstGeneration, salt, firstKey, settings, [new SegmentEntry(header.FileName)]).Write(folder);
    }

    /// <summary>
    /// Opens a log, verifies every frame and hands each to <paramref name="handler"/> in order. A torn tail that
    /// nobody was promised is cut; damage to anything else is kept, reported in <see cref="Damage"/>, and stops the
    /// log from growing.
    /// </summary>
    /// <param name="folder">The gallery's log folder.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="acknowledgedLsn">The highest LSN that some other file has seen applied: below it nothing is a mere torn tail.</param>
    /// <param name="handler">Receives every whole frame.</param>
    /// <param name="segmentBytes">Length at which a segment is sealed.</param>
    /// <exception cref="LogDamagedException">A record is whole and makes no sense.</exception>
    public static GalleryLog Open(string folder, LogManifest manifest, ulong acknowledgedLsn, LogFrameHandler handler, long segmentBytes = DefaultSegmentBytes)
    {
        var verification = new LogVerification(folder, manifest, acknowledgedLsn, handler);
        verification.Run();
        if (verification.CutAt is { } length)
        {
            Truncate(Path.Combine(folder, manifest.Active.Name), length);
        }

        var log = new GalleryLog(folder, segmentBytes, manifest, verification.LastLsn, verification.Damage);
        log.DeleteStrangers();
        return log;
    }

    private static SafeFileHandle OpenForAppend(string folder, string segment) =>
        File.OpenHandle(Path.Combine(folder, segment), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    private static void Truncate(string path, long length)
    {
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.SetLength(file, length);
        RandomAccess.FlushToDisk(file);
    }

    private static void CreateSegment(string folder, SegmentHeader header) =>
        DurableFile.Write(Path.Combine(folder, header.FileName), stream =>
        {
            Span<byte> bytes = stackalloc byte[SegmentHeader.Bytes];
            header.Write(bytes);
            stream.Write(bytes);
        });
}

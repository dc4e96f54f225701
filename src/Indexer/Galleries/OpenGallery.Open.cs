using HyperFace.Indexer.Catalogue;
using HyperFace.Indexer.Log;
using HyperFace.Search;
using Microsoft.Extensions.Logging;

namespace HyperFace.Indexer.Galleries;

internal sealed partial class OpenGallery
{
    /// <summary>Makes the folder of a new gallery; nothing stands there.</summary>
    public static void Create(GalleryFolder folder, GallerySettings settings)
    {
        Directory.CreateDirectory(folder.Log);
        Directory.CreateDirectory(folder.Index);
        Directory.CreateDirectory(folder.Jobs);
        GalleryLog.Create(folder.Log, settings);
        DurableFile.FlushFolder(folder.Path);
    }

    /// <summary>Opens a gallery: whatever catalogue and index lack is taken from the log.</summary>
    public static OpenGallery Open(string galleryId, GalleryFolder folder, ILogger logger, long segmentBytes = GalleryLog.DefaultSegmentBytes)
    {
        GalleryLock @lock = GalleryLock.Acquire(folder.Lock, galleryId);
        CatalogueFile? catalogue = null;
        FaceIndex? index = null;
        GalleryLog? log = null;
        try
        {
            LogManifest manifest = LogManifest.Read(folder.Log);
            if (manifest.Settings.GalleryId != galleryId)
            {
                throw new LogDamagedException($"Folder '{folder.Path}' holds gallery '{manifest.Settings.GalleryId}', not '{galleryId}': a gallery's folder cannot be renamed or copied to another name.");
            }

            Directory.CreateDirectory(folder.Index);
            Directory.CreateDirectory(folder.Jobs);
            CatalogueFile.Delete(folder.NextCatalogue);
            folder.KeepSnapshot(manifest.Generation);

            catalogue = OpenCatalogue(folder, manifest, @lock, logger);
            @lock.NoteOpen();
            index = OpenSnapshot(folder, manifest, logger) ?? new FaceIndex(manifest.Identity.IndexOptions);

            // A snapshot is mapped, not read. Every byte of it is checked all the same, while the catalogue is brought up: no
            // search is to find out that a part of it is damaged.
            Task<Exception?> verification = VerifyAsync(index);
            var replay = new GalleryReplay(catalogue, index);
            log = GalleryLog.Open(folder.Log, manifest, Math.Max(@lock.ClosedLsn, replay.KnownLsn), replay.Take, segmentBytes);
            replay.Finish();
            foreach (LogDamage damage in log.Damage)
            {
                LogIsDamaged(logger, galleryId, damage);
            }

            // A damaged log may lack what the snapshot still has: there the two need not agree.
            bool Agrees() => log.Damage.Count > 0 || catalogue.Templates == index.Count;
            if ((replay.IndexFault ?? verification.GetAwaiter().GetResult()) is { } fault)
            {
                verification.Wait();
                SnapshotUnusable(logger, galleryId, fault.Message);
                index.Dispose();
                index = IndexFromLog(log);
            }

            if (replay.CatalogueFault is not null || !Agrees())
            {
                catalogue.Dispose();
                catalogue = CatalogueFromLog(folder, log, logger);
            }

            if (!Agrees())
            {
                SnapshotUnusable(logger, galleryId, "it does not agree with the log");
                index.Dispose();
                index = IndexFromLog(log);
            }

            return new OpenGallery(folder, @lock, log, new SubjectCatalogue(catalogue), index);
        }
        catch
        {
            log?.Dispose();
            index?.Dispose();
            catalogue?.Dispose();
            @lock.Dispose();
            throw;
        }
    }

    private static CatalogueFile OpenCatalogue(GalleryFolder folder, LogManifest manifest, GalleryLock @lock, ILogger logger)
    {
        bool exists = File.Exists(folder.Catalogue);
        if (exists && @lock.VouchesFor(folder.Catalogue) && CatalogueFile.TryOpen(folder.Catalogue, manifest.Generation) is { } catalogue)
        {
            return catalogue;
        }

        if (exists)
        {
            CatalogueUnusable(logger, manifest.Settings.GalleryId, "it is stale, damaged, or was open when the machine went down");
        }

        return CatalogueFile.Create(folder.Catalogue, manifest.Generation, manifest.NextKey);
    }

    /// <summary>The old catalogue could not be brought up, or does not agree with the index.</summary>
    private static CatalogueFile CatalogueFromLog(GalleryFolder folder, GalleryLog log, ILogger logger)
    {
        CatalogueUnusable(logger, log.Settings.GalleryId, "it does not agree with the log");
        var catalogue = CatalogueFile.Create(folder.Catalogue, log.Generation, log.NextKey);
        try
        {
            var feed = new CatalogueFeed(catalogue);
            log.Replay(log.Segments, skipDamage: true, feed.Take);
            feed.Commit();
            return catalogue;
        }
        catch
        {
            catalogue.Dispose();
            throw;
        }
    }

    private static FaceIndex IndexFromLog(GalleryLog log)
    {
        var index = new FaceIndex(log.Identity.IndexOptions);
        log.Replay(log.Segments, skipDamage: true, (in LogFrame frame) => IndexReplay.Apply(index, frame));
        return index;
    }

    /// <summary>Checks an index in the background; what is wrong with it, or null.</summary>
    private static Task<Exception?> VerifyAsync(FaceIndex index) => Task.Run<Exception?>(() =>
    {
        try
        {
            index.Verify();
            return null;
        }
        catch (Exception e) when (StorageFault.Is(e) || e is ObjectDisposedException)
        {
            return e;
        }
    });

    private static FaceIndex? OpenSnapshot(GalleryFolder folder, LogManifest manifest, ILogger logger)
    {
        string path = folder.Snapshot(manifest.Generation);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var index = FaceIndex.Open(path);
            if (index.Stamp == manifest.Identity.Stamp(manifest.Generation, index.Stamp.Lsn) && index.Dimension == manifest.Settings.Dimension)
            {
                return index;
            }

            index.Dispose();
            SnapshotUnusable(logger, manifest.Settings.GalleryId, "it belongs to another generation or gallery");
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            SnapshotUnusable(logger, manifest.Settings.GalleryId, e.Message);
        }

        return null;
    }
}

using System.Text.Json;
using HyperFace.Indexer.Catalogue;
using HyperFace.Indexer.Log;
using HyperFace.Search;
using Microsoft.Extensions.Logging;

namespace HyperFace.Indexer.Galleries;

internal sealed partial class OpenGallery
{
    /// <summary>Replayed records are committed to the catalogue in groups of this many.</summary>
    private const int ReplayGroup = 4096;

    /// <summary>Makes the folder of a new gallery; the caller has made sure that nothing stands there.</summary>
    public static void Create(GalleryFolder folder, SettingsBody settings)
    {
        Directory.CreateDirectory(folder.Log);
        Directory.CreateDirectory(folder.Index);
        Directory.CreateDirectory(folder.Jobs);
        GalleryLog.Create(folder.Log, settings).Dispose();
        DurableFile.FlushFolder(folder.Path);
        DurableFile.FlushFolder(Path.GetDirectoryName(folder.Path)!);
    }

    /// <summary>Opens a gallery: whatever catalogue and index lack is taken from the log.</summary>
    public static OpenGallery Open(string galleryId, GalleryFolder folder, ILogger logger)
    {
        GalleryLock @lock = GalleryLock.Acquire(folder.Lock, galleryId);
        SubjectCatalogue? catalogue = null;
        FaceIndex? index = null;
        try
        {
            Directory.CreateDirectory(folder.Index);
            Directory.CreateDirectory(folder.Jobs);
            SubjectCatalogue.Delete(folder.NextCatalogue);
            ulong generation = LogManifest.Read(folder.Log).Generation;
            folder.KeepSnapshot(generation);

            catalogue = OpenCatalogue(galleryId, folder, generation, @lock.PowerWasCut, logger);
            index = OpenSnapshot(galleryId, folder, generation, logger);
            ulong indexedLsn = index?.Stamp.Lsn ?? 0;
            ulong catalogued = catalogue.AppliedLsn;

            var changes = new CatalogueChanges(catalogue);
            int waiting = 0;
            ulong lastLsn = catalogued;
            var log = GalleryLog.Open(folder.Log, Math.Max(catalogued, indexedLsn), (in LogFrame frame) =>
            {
                if (frame.Lsn > catalogued)
                {
                    changes.Apply(frame);
                    lastLsn = frame.Lsn;
                    if (++waiting % ReplayGroup == 0)
                    {
                        catalogue.Commit(changes, lastLsn);
                        changes = new CatalogueChanges(catalogue);
                    }
                }

                if (frame.Lsn > indexedLsn)
                {
                    index ??= new FaceIndex(new FaceIndexOptions { Dimension = JsonSerializer.Deserialize(frame.Body, LogJson.Default.SettingsBody)!.Dimension });
                    IndexReplay.Apply(index, frame);
                }
            });
            catalogue.Commit(changes, Math.Max(lastLsn, catalogue.AppliedLsn));
            foreach (LogDamage damage in log.Damage)
            {
                LogIsDamaged(logger, galleryId, damage);
            }

            return new OpenGallery(folder, @lock, log, catalogue, index!);
        }
        catch
        {
            index?.Dispose();
            catalogue?.Dispose();
            @lock.Dispose();
            throw;
        }
    }

    private static SubjectCatalogue OpenCatalogue(string galleryId, GalleryFolder folder, ulong generation, bool powerWasCut, ILogger logger)
    {
        SubjectCatalogue? catalogue = powerWasCut ? null : SubjectCatalogue.TryOpen(folder.Catalogue);
        if (catalogue?.Generation == generation)
        {
            return catalogue;
        }

        catalogue?.Dispose();
        CatalogueReplayed(logger, galleryId);
        return SubjectCatalogue.Create(folder.Catalogue, generation);
    }

    private static FaceIndex? OpenSnapshot(string galleryId, GalleryFolder folder, ulong generation, ILogger logger)
    {
        string path = folder.Snapshot(generation);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var index = FaceIndex.Open(path);
            if (index.Stamp.Generation == generation)
            {
                return index;
            }

            index.Dispose();
            SnapshotUnusable(logger, galleryId, "it belongs to another generation");
        }
        catch (SnapshotFormatException e)
        {
            SnapshotUnusable(logger, galleryId, e.Message);
        }

        return null;
    }
}

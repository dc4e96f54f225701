using HyperFace.Indexer.Catalogue;
using HyperFace.Indexer.Log;
using HyperFace.Search;
using Microsoft.Extensions.Logging;

namespace HyperFace.Indexer.Galleries;

/// <summary>The parts of a gallery that is open: log, catalogue and live index, brought to the same LSN.</summary>
internal sealed partial class OpenGallery : IDisposable
{
    private readonly GalleryLock _lock;
    private volatile IndexGeneration _live;

    private OpenGallery(GalleryFolder folder, GalleryLock @lock, GalleryLog log, SubjectCatalogue catalogue, FaceIndex index)
    {
        Folder = folder;
        Log = log;
        Catalogue = catalogue;
        _lock = @lock;
        _live = new IndexGeneration(index, log.Generation);
    }

    /// <summary>Where the parts lie.</summary>
    public GalleryFolder Folder { get; }

    /// <summary>The truth.</summary>
    public GalleryLog Log { get; }

    /// <summary>The subjects.</summary>
    public SubjectCatalogue Catalogue { get; }

    /// <summary>The index that answers now.</summary>
    public IndexGeneration Live => _live;

    /// <summary>Bytes of log, catalogue and index on disk.</summary>
    public long BytesOnDisk
    {
        get
        {
            var snapshot = new FileInfo(Folder.Snapshot(_live.Number));
            return Log.BytesOnDisk + Catalogue.BytesOnDisk + (snapshot.Exists ? snapshot.Length : 0);
        }
    }

    /// <summary>Lets <paramref name="next"/> answer from now on; the old index is freed when its last search leaves.</summary>
    public void SwapIndex(FaceIndex next)
    {
        IndexGeneration old = _live;
        _live = new IndexGeneration(next, Log.Generation);
        old.Index.Dispose();
    }

    /// <summary>Runs <paramref name="search"/> on the live index, again if a rebuild swapped it away in between.</summary>
    public T OnIndex<T>(Func<IndexGeneration, T> search)
    {
        while (true)
        {
            IndexGeneration live = _live;
            try
            {
                return search(live);
            }
            catch (ObjectDisposedException) when (live != _live)
            {
                // The swap came between reading the field and entering the index: the new one answers.
            }
        }
    }

    /// <summary>Closes everything, and notes in the lock how it was left.</summary>
    public void Dispose()
    {
        _live.Index.Dispose();
        Catalogue.Dispose();
        ulong lsn = Log.DurableLsn;
        Log.Dispose();
        try
        {
            _lock.NoteClosed(lsn, Catalogue.IsSuspect || File.Exists(CatalogueFile.Files(Folder.Catalogue)[1]) ? null : FileChecksum.Of(Folder.Catalogue));
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            // The note still says "open": the next process trusts less, and repairs more.
        }
        finally
        {
            _lock.Dispose();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gallery {Gallery}: the catalogue cannot be used ({Reason}); making it anew from the log")]
    private static partial void CatalogueUnusable(ILogger logger, string gallery, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gallery {Gallery}: the index snapshot cannot be used ({Reason}); making it anew from the log, without a graph until the next rebuild")]
    private static partial void SnapshotUnusable(ILogger logger, string gallery, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Gallery {Gallery}: the log is damaged, {Damage}; the gallery takes no changes")]
    private static partial void LogIsDamaged(ILogger logger, string gallery, LogDamage damage);
}

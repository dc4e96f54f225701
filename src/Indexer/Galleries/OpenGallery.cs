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

    /// <inheritdoc/>
    public void Dispose()
    {
        _live.Index.Dispose();
        Log.Dispose();
        Catalogue.Dispose();
        _lock.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gallery {Gallery}: the catalogue is missing, stale or not to be trusted; rebuilding it from the log")]
    private static partial void CatalogueReplayed(ILogger logger, string gallery);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gallery {Gallery}: the index snapshot cannot be used ({Reason}); searching by exact scan until the next rebuild")]
    private static partial void SnapshotUnusable(ILogger logger, string gallery, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Gallery {Gallery}: the log is damaged, {Damage}; the gallery takes no changes")]
    private static partial void LogIsDamaged(ILogger logger, string gallery, LogDamage damage);
}

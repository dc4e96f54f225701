using System.Collections.Concurrent;
using HyperFace.Indexer.Galleries;
using HyperFace.Indexer.Log;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HyperFace.Indexer;

/// <summary>
/// The galleries in one data folder. Safe for any number of threads. A gallery is opened on first use and stays open,
/// locked against other processes, until it or this store is disposed, or it is removed.
/// </summary>
public sealed partial class GalleryStore : IAsyncDisposable
{
    private const string RemovedPrefix = ".removed-";
    private const string CreatingPrefix = ".creating-";
    private const int MaxDescription = 500;
    private const int MaxModelPath = 4096;

    private readonly string _root;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, Gallery> _open = new(StringComparer.Ordinal);
    private readonly Lock _opening = new();
    private bool _disposed;

    /// <summary>Makes a store on <paramref name="dataFolder"/>, which is created when it is not there.</summary>
    /// <param name="dataFolder">Galleries lie in its folder <c>galleries</c>.</param>
    /// <param name="time">The clock; null takes the system's.</param>
    /// <param name="logger">Told of repairs at opening; may be null.</param>
    /// <exception cref="GalleryStorageException">The folder cannot be created.</exception>
    public GalleryStore(string dataFolder, TimeProvider? time = null, ILogger<GalleryStore>? logger = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dataFolder);
        _root = Path.Combine(Path.GetFullPath(dataFolder), "galleries");
        _time = time ?? TimeProvider.System;
        _logger = logger ?? NullLogger<GalleryStore>.Instance;
        try
        {
            DurableFolder.Create(_root);
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            throw new GalleryStorageException($"The data folder '{_root}' cannot be used: {e.Message}", e);
        }

        DeleteRemoved();
    }

    /// <summary>Where the galleries lie.</summary>
    public string Folder => _root;

    /// <summary>Length at which a log segment is sealed: small in tests.</summary>
    internal long SegmentBytes { get; init; } = GalleryLog.DefaultSegmentBytes;

    /// <summary>The names of all galleries, in ordinal order.</summary>
    public IReadOnlyList<string> List() =>
        [.. Directory.EnumerateDirectories(_root).Select(path => Path.GetFileName(path)).Where(Holds).Order(StringComparer.Ordinal)];

    /// <summary>Makes a gallery and opens it.</summary>
    /// <exception cref="GalleryExistsException">There is one of that name.</exception>
    /// <exception cref="InvalidRequestException">A value of the definition is out of its range.</exception>
    /// <exception cref="GalleryStorageException">The device refused (full, read-only); nothing was made.</exception>
    public Gallery Create(GalleryDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Validate(definition);
        lock (_opening)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (Holds(definition.GalleryId))
            {
                throw new GalleryExistsException($"There is a gallery '{definition.GalleryId}' already.");
            }

            try
            {
                CreateFolder(definition);
            }
            catch (Exception e) when (StorageFault.Is(e))
            {
                throw new GalleryStorageException($"Gallery '{definition.GalleryId}' could not be created in '{_root}': {e.Message}", e);
            }

            return OpenLocked(definition.GalleryId);
        }
    }

    /// <summary>The gallery of that name, opened if it was not.</summary>
    /// <exception cref="GalleryNotFoundException">There is none.</exception>
    /// <exception cref="GalleryInUseException">Another process has it open.</exception>
    /// <exception cref="LogDamagedException">Its log cannot be opened at all.</exception>
    /// <exception cref="GalleryStorageException">It cannot be read, or what it needs to be repaired cannot be written.</exception>
    public Gallery Open(string galleryId)
    {
        ArgumentNullException.ThrowIfNull(galleryId);
        if (_open.TryGetValue(galleryId, out Gallery? gallery) && !gallery.IsClosed)
        {
            return gallery;
        }

        lock (_opening)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _open.TryGetValue(galleryId, out gallery) && !gallery.IsClosed ? gallery : OpenLocked(galleryId);
        }
    }

    /// <summary>Removes a gallery with everything in it, even one whose log is damaged. It cannot be taken back.</summary>
    /// <exception cref="GalleryNotFoundException">There is none.</exception>
    /// <exception cref="GalleryInUseException">Another process has it open.</exception>
    /// <exception cref="GalleryStorageException">The device refused; the gallery is still there.</exception>
    public async Task RemoveAsync(string galleryId)
    {
        ArgumentNullException.ThrowIfNull(galleryId);
        RequireHeld(galleryId);
        if (_open.TryRemove(galleryId, out Gallery? gallery))
        {
            await gallery.DisposeAsync().ConfigureAwait(false);
        }

        lock (_opening)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            RequireHeld(galleryId);
            var folder = new GalleryFolder(PathOf(galleryId));
            try
            {
                // Whoever opened it in the meantime has the lock, and keeps it.
                using (GalleryLock.Acquire(folder.Lock, galleryId))
                {
                    folder.MarkRemoved();
                }
            }
            catch (Exception e) when (StorageFault.Is(e))
            {
                throw new GalleryStorageException($"Gallery '{galleryId}' could not be removed: {e.Message}", e);
            }

        }

        DeleteRemoved();
    }

    /// <summary>Closes every gallery in order.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_opening)
        {
            _disposed = true;
        }

        foreach (string id in _open.Keys)
        {
            if (_open.TryRemove(id, out Gallery? gallery))
            {
                await gallery.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether this process has the gallery open.</summary>
    internal bool IsOpen(string galleryId) => _open.TryGetValue(galleryId, out Gallery? gallery) && !gallery.IsClosed;

    private static void Validate(GalleryDefinition definition)
    {
        if (definition.GalleryId is null || !GalleryId.IsValid(definition.GalleryId))
        {
            throw new InvalidRequestException($"'{definition.GalleryId}' cannot name a gallery: {GalleryId.Rule}.");
        }

        if (definition.Fingerprint is null)
        {
            throw new InvalidRequestException("The fingerprint of the gallery's model is missing.");
        }

        if (definition.Dimension is < 2 or > LogFrame.MaxVectorLength)
        {
            throw new InvalidRequestException($"dimension is {definition.Dimension}; it must be 2 to {LogFrame.MaxVectorLength}.");
        }

        if (definition.Threshold is { } threshold && threshold is not (>= -1 and <= 1))
        {
            throw new InvalidRequestException($"threshold is {threshold}; a similarity is −1 to 1.");
        }

        if (definition.Description?.Length > MaxDescription)
        {
            throw new InvalidRequestException($"The description has {definition.Description.Length} characters; at most {MaxDescription} are allowed.");
        }

        if (definition.ModelPath?.Length > MaxModelPath)
        {
            throw new InvalidRequestException($"The model's path has {definition.ModelPath.Length} characters; at most {MaxModelPath} are allowed.");
        }
    }

    /// <summary>Makes the gallery to one side and renames it into place: there is all of it or nothing.</summary>
    private void CreateFolder(GalleryDefinition definition)
    {
        string path = PathOf(definition.GalleryId);
        string creating = Path.Combine(_root, CreatingPrefix + definition.GalleryId);
        var folder = new GalleryFolder(creating);
        Directory.CreateDirectory(creating);
        using (GalleryLock.Acquire(folder.Lock, definition.GalleryId))
        {
            // What a crash left of a creation that was never acknowledged.
            if (Directory.Exists(folder.Log))
            {
                Directory.Delete(folder.Log, recursive: true);
            }

            OpenGallery.Create(folder, new GallerySettings(
                definition.GalleryId,
                definition.Fingerprint.ToString(),
                definition.Dimension,
                _time.GetUtcNow().ToUnixTimeMilliseconds(),
                definition.Threshold,
                definition.Description,
                definition.ModelPath));
        }

        DeleteRemoved();
        Directory.Move(creating, path);
        DurableFile.FlushFolder(_root);
    }

    private Gallery OpenLocked(string galleryId)
    {
        RequireHeld(galleryId);
        try
        {
            var gallery = new Gallery(OpenGallery.Open(galleryId, new GalleryFolder(PathOf(galleryId)), _logger, SegmentBytes), _time);
            _open[galleryId] = gallery;
            return gallery;
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            throw new GalleryStorageException($"Gallery '{galleryId}' could not be opened: {e.Message}", e);
        }
    }

    private void RequireHeld(string galleryId)
    {
        if (!Holds(galleryId))
        {
            IReadOnlyList<string> known = List();
            throw new GalleryNotFoundException($"There is no gallery '{galleryId}'. {(known.Count == 0 ? "There are none yet." : $"There are: {string.Join(", ", known.Take(20))}.")}");
        }
    }

    private bool Holds(string galleryId) => GalleryId.IsValid(galleryId) && new GalleryFolder(PathOf(galleryId)).HoldsGallery;

    private string PathOf(string galleryId) => Path.Combine(_root, galleryId);

    /// <summary>
    /// Deletes what is left of removed galleries. Another process may be at the same, and a file may be held: then the
    /// next store, or the next removal, goes on.
    /// </summary>
    private void DeleteRemoved()
    {
        try
        {
            foreach (string path in Directory.EnumerateDirectories(_root).Where(path => GalleryId.IsValid(Path.GetFileName(path)) && new GalleryFolder(path).IsRemoved).ToArray())
            {
                string removed = Path.Combine(_root, $"{RemovedPrefix}{Guid.CreateVersion7(_time.GetUtcNow()):N}");
                Directory.Move(path, removed);
                DurableFile.FlushFolder(_root);
            }

            foreach (string path in Directory.EnumerateDirectories(_root, RemovedPrefix + "*").ToArray())
            {
                Directory.Delete(path, recursive: true);
            }
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            NotDeleted(_logger, _root, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Folder {Folder}: the files of a removed gallery could not be deleted yet ({Reason})")]
    private static partial void NotDeleted(ILogger logger, string folder, string reason);
}

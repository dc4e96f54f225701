using System.Collections.Concurrent;
using HyperFace.Indexer.Galleries;
using HyperFace.Indexer.Log;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HyperFace.Indexer;

/// <summary>
/// The galleries in one data folder. Safe for any number of threads. A gallery is opened on first use and stays open,
/// locked against other processes, until this store is disposed or the gallery is removed.
/// </summary>
public sealed partial class GalleryStore : IAsyncDisposable
{
    private const int MaxIdLength = 64;
    private const string RemovedPrefix = ".removed-";

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
            Directory.CreateDirectory(_root);
            DeleteRemoved();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GalleryStorageException($"The data folder '{_root}' cannot be used: {e.Message}", e);
        }
    }

    /// <summary>Where the galleries lie.</summary>
    public string Folder => _root;

    /// <summary>The names of all galleries, in ordinal order.</summary>
    public IReadOnlyList<string> List() =>
        [.. Directory.EnumerateDirectories(_root).Where(HoldsGallery).Select(Path.GetFileName).OfType<string>().Where(IsId).Order(StringComparer.Ordinal)];

    /// <summary>Makes a gallery and opens it.</summary>
    /// <exception cref="GalleryExistsException">There is one of that name.</exception>
    /// <exception cref="InvalidRequestException">A value of the definition is out of its range.</exception>
    public Gallery Create(GalleryDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Validate(definition);
        lock (_opening)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            string path = PathOf(definition.GalleryId);
            if (HoldsGallery(path))
            {
                throw new GalleryExistsException($"There is a gallery '{definition.GalleryId}' already.");
            }

            try
            {
                if (Directory.Exists(path))
                {
                    // What a crash left of a creation that was never acknowledged.
                    Directory.Delete(path, recursive: true);
                }

                OpenGallery.Create(new GalleryFolder(path), new SettingsBody(
                    definition.GalleryId,
                    definition.Fingerprint.ToString(),
                    definition.Dimension,
                    definition.Threshold,
                    definition.Description,
                    definition.ModelPath,
                    _time.GetUtcNow().ToUnixTimeMilliseconds(),
                    NextKey: 1));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
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
    public Gallery Open(string galleryId)
    {
        ArgumentNullException.ThrowIfNull(galleryId);
        if (_open.TryGetValue(galleryId, out Gallery? gallery))
        {
            return gallery;
        }

        lock (_opening)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _open.TryGetValue(galleryId, out gallery) ? gallery : OpenLocked(galleryId);
        }
    }

    /// <summary>Removes a gallery with everything in it. It cannot be taken back.</summary>
    /// <exception cref="GalleryNotFoundException">There is none.</exception>
    /// <exception cref="GalleryInUseException">Another process has it open.</exception>
    public async Task RemoveAsync(string galleryId)
    {
        Gallery gallery = Open(galleryId);
        _open.TryRemove(galleryId, out _);
        await gallery.DisposeAsync().ConfigureAwait(false);

        // The rename is the moment of removal; deleting the files may take a while and may be cut short.
        string removed = Path.Combine(_root, $"{RemovedPrefix}{galleryId}-{_time.GetUtcNow().ToUnixTimeMilliseconds()}");
        Directory.Move(PathOf(galleryId), removed);
        DurableFile.FlushFolder(_root);
        Directory.Delete(removed, recursive: true);
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
    internal bool IsOpen(string galleryId) => _open.ContainsKey(galleryId);

    private static bool HoldsGallery(string path) => File.Exists(Path.Combine(new GalleryFolder(path).Log, LogManifest.FileName));

    private static bool IsId(string id) =>
        id.Length is >= 1 and <= MaxIdLength && char.IsAsciiLetterOrDigit(id[0]) && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-');

    private static void Validate(GalleryDefinition definition)
    {
        if (!IsId(definition.GalleryId))
        {
            throw new InvalidRequestException($"'{definition.GalleryId}' cannot name a gallery: use 1 to {MaxIdLength} of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit.");
        }

        if (definition.Dimension is < 2 or > LogFrame.MaxVectorLength)
        {
            throw new InvalidRequestException($"dimension is {definition.Dimension}; it must be 2 to {LogFrame.MaxVectorLength}.");
        }

        if (definition.Threshold is { } threshold && threshold is not (>= -1 and <= 1))
        {
            throw new InvalidRequestException($"threshold is {threshold}; a similarity is −1 to 1.");
        }

        if (definition.Description?.Length > 500)
        {
            throw new InvalidRequestException($"The description has {definition.Description.Length} characters; at most 500 are allowed.");
        }
    }

    private Gallery OpenLocked(string galleryId)
    {
        string path = PathOf(galleryId);
        if (!IsId(galleryId) || !HoldsGallery(path))
        {
            IReadOnlyList<string> known = List();
            throw new GalleryNotFoundException($"There is no gallery '{galleryId}'. {(known.Count == 0 ? "There are none yet." : $"There are: {string.Join(", ", known.Take(20))}.")}");
        }

        try
        {
            var gallery = new Gallery(OpenGallery.Open(galleryId, new GalleryFolder(path), _logger), _time);
            _open[galleryId] = gallery;
            return gallery;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GalleryStorageException($"Gallery '{galleryId}' could not be opened: {e.Message}", e);
        }
    }

    private string PathOf(string galleryId) => Path.Combine(_root, galleryId);

    /// <summary>Finishes removals that a crash cut short.</summary>
    private void DeleteRemoved()
    {
        foreach (string folder in Directory.EnumerateDirectories(_root, RemovedPrefix + "*"))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

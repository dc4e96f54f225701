using HyperFace.Embedding;
using HyperFace.Indexer.Galleries;
using HyperFace.Indexer.Log;
using HyperFace.Indexer.Rebuilding;
using HyperFace.Search;

namespace HyperFace.Indexer;

/// <summary>
/// An open gallery: enrol, remove, identify, rebuild. Safe for any number of threads. Changes are acknowledged when
/// they are on the device and the next search sees them; searches never wait for changes or for a rebuild.
/// </summary>
public sealed partial class Gallery : IAsyncDisposable
{
    /// <summary>A rebuild pays when more than this share of the templates is scanned beside the graph.</summary>
    private const int PendingShare = 8;

    private readonly OpenGallery _open;
    private readonly GalleryWriter _writer;
    private readonly TimeProvider _time;
    private readonly GalleryRebuild _rebuild;
    private readonly Lock _closing = new();
    private Task? _closed;

    internal Gallery(OpenGallery open, TimeProvider time)
    {
        _open = open;
        _time = time;
        _writer = new GalleryWriter(open, time);
        _rebuild = new GalleryRebuild(open, _writer, time);
        Fingerprint = ModelFingerprint.Parse(Settings.Fingerprint);
    }

    /// <summary>The gallery's name.</summary>
    public string GalleryId => Settings.GalleryId;

    /// <summary>The model it is pinned to.</summary>
    public ModelFingerprint Fingerprint { get; }

    /// <summary>Length of a template.</summary>
    public int Dimension => Settings.Dimension;

    /// <summary>Where the model's manifest lay when the gallery was made; a hint, or null.</summary>
    public string? ModelPath => Settings.ModelPath;

    /// <summary>The gallery's threshold; null when none is known.</summary>
    public float? Threshold => Settings.Threshold;

    /// <summary>Whether so many templates wait to be linked that <see cref="Search.SearchMode.Auto"/> would answer faster after a rebuild.</summary>
    public bool IsRebuildDue
    {
        get
        {
            FaceIndex index = _open.Live.Index;
            return index.Count > FaceIndexOptions.DefaultSweepLimit && index.Pending > index.Count / PendingShare;
        }
    }

    /// <summary>The gallery as it stands now.</summary>
    public GalleryInfo Info
    {
        get
        {
            IndexGeneration live = _open.Live;
            FaceIndex index = live.Index;
            return new GalleryInfo(
                GalleryId,
                Fingerprint,
                Dimension,
                Threshold,
                Settings.Description,
                DateTimeOffset.FromUnixTimeMilliseconds(Settings.CreatedUnixMilliseconds),
                _open.Catalogue.Subjects,
                _open.Catalogue.Templates,
                live.Number,
                index.Linked,
                index.Pending,
                _open.Log.DurableLsn,
                _open.BytesOnDisk,
                index.NativeBytes,
                _open.Log.Damage);
        }
    }

    /// <summary>Whether it is closed, or being closed.</summary>
    internal bool IsClosed => Volatile.Read(ref _closed) is not null;

    /// <summary>Where the gallery's jobs are written down.</summary>
    internal string JobsFolder => _open.Folder.Jobs;

    private GallerySettings Settings => _open.Log.Settings;

    /// <summary>Builds the next generation beside the live one and swaps it in; see <see cref="RebuildRequest"/>.</summary>
    /// <param name="request">How.</param>
    /// <param name="progress">Told of each stage; may be null.</param>
    /// <param name="cancellation">Stops before the swap; the old generation goes on.</param>
    /// <exception cref="RebuildException">The new generation failed its audit.</exception>
    /// <exception cref="InvalidRequestException">A rebuild is under way.</exception>
    /// <exception cref="LogDamagedException">The log is damaged and the request does not accept the loss.</exception>
    public Task<RebuildReport> RebuildAsync(RebuildRequest request, IProgress<RebuildProgress>? progress = null, CancellationToken cancellation = default) =>
        _rebuild.RunAsync(request, progress, cancellation);

    /// <summary>Cancels a rebuild, finishes what was submitted, then closes the gallery. Later calls wait for the first.</summary>
    public async ValueTask DisposeAsync()
    {
        Task closed;
        lock (_closing)
        {
            closed = _closed ??= Task.Run(CloseAsync);
        }

        await closed.ConfigureAwait(false);
    }

    /// <summary>The rebuild first: it must not write into the folder once the lock is gone and another process may be there.</summary>
    private async Task CloseAsync()
    {
        await _rebuild.StopAsync().ConfigureAwait(false);
        _rebuild.Dispose();
        await _writer.DisposeAsync().ConfigureAwait(false);
        _open.Dispose();
    }
}

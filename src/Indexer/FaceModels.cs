using System.Collections.Concurrent;
using HyperFace.Embedding;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HyperFace.Indexer;

/// <summary>The face models of this process, each opened once, on first use. Safe for any number of threads.</summary>
public sealed partial class FaceModels : IDisposable
{
    private readonly HyperFaceOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, FaceEmbedder> _byPath = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ModelFingerprint, FaceEmbedder> _byFingerprint = new();
    private readonly Lock _opening = new();
    private bool _disposed;

    /// <summary>Takes models and settings from <paramref name="options"/>.</summary>
    /// <param name="options">The host's options.</param>
    /// <param name="logger">Told which execution provider a model runs on.</param>
    public FaceModels(IOptions<HyperFaceOptions> options, ILogger<FaceModels> logger)
        : this(options, logger, TimeProvider.System)
    {
    }

    /// <summary>Takes models and settings from <paramref name="options"/>.</summary>
    /// <param name="options">The host's options.</param>
    /// <param name="logger">Told which execution provider a model runs on.</param>
    /// <param name="time">The clock that the time limits of decoding go by.</param>
    public FaceModels(IOptions<HyperFaceOptions> options, ILogger<FaceModels> logger, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _options = options.Value;
        _logger = logger;
        _time = time;
    }

    /// <summary>The model named in the options (<see cref="HyperFaceOptions.Model"/>).</summary>
    /// <exception cref="InvalidRequestException">The options name none.</exception>
    /// <exception cref="ModelException">It cannot be used.</exception>
    /// <exception cref="ExecutionProviderException">The execution provider of the options is not there.</exception>
    public FaceEmbedder Default => Open(_options.Model ?? throw new InvalidRequestException($"No face model is set: name its manifest in {HyperFaceOptions.Section}:{nameof(HyperFaceOptions.Model)}."));

    /// <summary>Opens a model, or returns it when it is open already.</summary>
    /// <param name="path">The manifest, or the ONNX file that it lies beside.</param>
    /// <exception cref="ModelException">It cannot be used.</exception>
    /// <exception cref="ExecutionProviderException">The execution provider of the options is not there.</exception>
    /// <exception cref="ObjectDisposedException">This was disposed.</exception>
    public FaceEmbedder Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string full = Path.GetFullPath(path);
        if (_byPath.TryGetValue(full, out FaceEmbedder? embedder))
        {
            return embedder;
        }

        lock (_opening)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_byPath.TryGetValue(full, out embedder))
            {
                // Two names of one model share one session: its memory is the largest thing in the process.
                ModelManifest manifest = ModelManifest.Load(full);
                embedder = _byFingerprint.TryGetValue(manifest.Fingerprint, out FaceEmbedder? known) ? known : OpenNew(full);
                _byPath[full] = embedder;
            }

            return embedder;
        }
    }

    /// <summary>The model that a gallery is pinned to: looked for where it lay when the gallery was made, then in the options.</summary>
    /// <exception cref="ModelMismatchException">Neither place has a model of the gallery's fingerprint.</exception>
    /// <exception cref="ModelException">The model is there and cannot be used.</exception>
    /// <exception cref="ExecutionProviderException">The execution provider of the options is not there.</exception>
    public FaceEmbedder For(Gallery gallery)
    {
        ArgumentNullException.ThrowIfNull(gallery);
        if (_byFingerprint.TryGetValue(gallery.Fingerprint, out FaceEmbedder? embedder))
        {
            return embedder;
        }

        var found = new List<string>();
        foreach (string path in new[] { gallery.ModelPath, _options.Model }.OfType<string>().Distinct())
        {
            ModelFingerprint? fingerprint = FingerprintOf(path, found);
            if (fingerprint == gallery.Fingerprint)
            {
                return Open(path);
            }
        }

        throw new ModelMismatchException(
            $"Gallery '{gallery.GalleryId}' is pinned to model {gallery.Fingerprint.Abbreviation}…, which is not at hand" +
            $"{(found.Count == 0 ? string.Empty : $" ({string.Join("; ", found)})")}. " +
            "Name that model's manifest, or send ready-made embeddings of it.");
    }

    /// <summary>Frees the models.</summary>
    public void Dispose()
    {
        lock (_opening)
        {
            _disposed = true;
            foreach (FaceEmbedder embedder in _byFingerprint.Values)
            {
                embedder.Dispose();
            }

            _byFingerprint.Clear();
            _byPath.Clear();
            _detector?.Dispose();
        }
    }

    private static ModelFingerprint? FingerprintOf(string path, List<string> found)
    {
        try
        {
            ModelFingerprint fingerprint = ModelManifest.Load(path).Fingerprint;
            found.Add($"'{path}' is {fingerprint.Abbreviation}…");
            return fingerprint;
        }
        catch (ModelException e)
        {
            found.Add(e.Message.TrimEnd('.'));
            return null;
        }
    }

    private FaceEmbedder OpenNew(string path)
    {
        FaceEmbedderOptions settings = _options.Embedder.DecodeThreads > 0 ? _options.Embedder : _options.Embedder with { DecodeThreads = _options.DecodeThreads };
        FaceEmbedder embedder = FaceEmbedder.Open(path, settings, _time);
        _byFingerprint[embedder.Fingerprint] = embedder;
        ModelOpened(_logger, embedder.Manifest.Name, embedder.Fingerprint.Abbreviation, embedder.ExecutionProvider);
        return embedder;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Detector {Name} runs on execution provider {Provider}")]
    private static partial void DetectorOpened(ILogger logger, string name, string provider);

    [LoggerMessage(Level = LogLevel.Information, Message = "Model {Name} ({Fingerprint}…) runs on execution provider {Provider}")]
    private static partial void ModelOpened(ILogger logger, string name, string fingerprint, string provider);
}

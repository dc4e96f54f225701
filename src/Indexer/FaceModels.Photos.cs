using HyperFace.Embedding;

namespace HyperFace.Indexer;

public sealed partial class FaceModels
{
    private FaceDetector? _detector;

    /// <summary>The detector named in the options (<see cref="HyperFaceOptions.Detector"/>), opened on first use; null when they name none, and images are taken for faces that are aligned already.</summary>
    /// <exception cref="ModelException">It cannot be used.</exception>
    /// <exception cref="ExecutionProviderException">The execution provider of the options is not there.</exception>
    /// <exception cref="ObjectDisposedException">This was disposed.</exception>
    public FaceDetector? Detector
    {
        get
        {
            if (_options.Detector is not { } path)
            {
                return null;
            }

            lock (_opening)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                return _detector ??= OpenDetector(path);
            }
        }
    }

    /// <summary>Embeds the faces of a photo that are taken, as the options say (<see cref="HyperFaceOptions.Photos"/>); without a detector, the image as one aligned face.</summary>
    /// <param name="model">The model.</param>
    /// <param name="photo">A JPEG, PNG, WebP or BMP file.</param>
    /// <returns>The faces, the largest first; at least one.</returns>
    /// <exception cref="FaceRefusedException">No face of the photo is taken; it says why.</exception>
    /// <exception cref="InvalidImageException">The photo is refused.</exception>
    /// <exception cref="ModelException">Model or detector cannot be used.</exception>
    public IReadOnlyList<EmbeddedFace> Embed(FaceEmbedder model, ReadOnlySpan<byte> photo)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Embed(photo, Detector, _options.Photos);
    }

    /// <summary>Embeds the one face of a photo, where a photo stands for one person: to enrol and to compare.</summary>
    /// <param name="model">The model.</param>
    /// <param name="photo">A JPEG, PNG, WebP or BMP file.</param>
    /// <exception cref="InvalidRequestException">The options take all faces of a photo.</exception>
    /// <exception cref="FaceRefusedException">No face of the photo is taken; it says why.</exception>
    /// <exception cref="InvalidImageException">The photo is refused.</exception>
    /// <exception cref="ModelException">Model or detector cannot be used.</exception>
    public EmbeddedFace EmbedOne(FaceEmbedder model, ReadOnlySpan<byte> photo)
    {
        RequireOneFacePerPhoto();
        return Embed(model, photo)[0];
    }

    /// <summary>Throws <see cref="InvalidRequestException"/> when the options would take several faces of a photo for one person's.</summary>
    internal void RequireOneFacePerPhoto()
    {
        if (_options is { Detector: not null, Photos.Faces: FacePolicy.All })
        {
            throw new InvalidRequestException(
                "All faces of a photo are to be taken (faces: all), but here a photo stands for one person: of several people in it all but one would be given a name that is not theirs. Take exactly one, the largest, or refuse photos with others.");
        }
    }

    private FaceDetector OpenDetector(string path)
    {
        var detector = FaceDetector.Open(Path.GetFullPath(path), new FaceDetectorOptions
        {
            ExecutionProvider = _options.Embedder.ExecutionProvider,
            Threads = _options.Embedder.Threads,
            Limits = _options.Embedder.Limits,
        });
        DetectorOpened(_logger, detector.Manifest.Name, detector.ExecutionProvider);
        return detector;
    }
}

using HyperFace.Embedding.Alignment;
using HyperFace.Embedding.Decoding;
using HyperFace.Embedding.Detection;
using HyperFace.Embedding.Photos;

namespace HyperFace.Embedding;

/// <summary>Photos in, faces with their five points out: an ONNX detector of the SCRFD or YuNet layout. Safe for any number of threads.</summary>
public sealed class FaceDetector : IDisposable
{
    private readonly DetectorSession _session;
    private readonly ImageDecoding _decoding;

    private FaceDetector(DetectorManifest manifest, DetectorSession session, ImageDecoding decoding)
    {
        Manifest = manifest;
        _session = session;
        _decoding = decoding;
    }

    /// <summary>The detector's manifest.</summary>
    public DetectorManifest Manifest { get; }

    /// <summary>The execution provider in use: <c>cpu</c>, <c>cuda</c>, …</summary>
    public string ExecutionProvider => _session.Provider;

    /// <summary>Opens a detector: checks the file's hash against the manifest, and the graph against what the manifest says of it.</summary>
    /// <param name="path">The manifest (docs/formats/detector-manifest.md), or the ONNX file that it lies beside.</param>
    /// <param name="options">How to run it; null takes the defaults.</param>
    /// <param name="time">The clock that time limits go by; null takes the system's.</param>
    /// <exception cref="ModelException">The detector is missing or is not what its manifest says.</exception>
    /// <exception cref="ExecutionProviderException">The execution provider is not there.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    public static FaceDetector Open(string path, FaceDetectorOptions? options = null, TimeProvider? time = null)
    {
        options ??= new FaceDetectorOptions();
        options.Validate();
        (DetectorManifest manifest, DetectorSession session) = DetectorLoader.Open(path, options);
        int threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        return new FaceDetector(manifest, session, new ImageDecoding(options.Limits, threads, options.MaxMemory, time ?? TimeProvider.System, typeof(FaceDetector)));
    }

    /// <summary>Finds the faces of a photo, turned upright by its EXIF orientation.</summary>
    /// <param name="photo">A JPEG, PNG, WebP or BMP file.</param>
    /// <param name="options">Of these <see cref="PhotoOptions.MaxSide"/> counts; null takes the defaults.</param>
    /// <returns>The faces, the best score first; of equal scores, the order is the same every time.</returns>
    /// <exception cref="InvalidImageException">The photo is refused.</exception>
    /// <exception cref="DecodingUnavailableException">Too many photos took too long and still run.</exception>
    /// <exception cref="ModelException">The detector gave answers that are none: not finite, far outside the photo, or of another shape than its layout.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    /// <exception cref="ObjectDisposedException">The detector was disposed.</exception>
    public IReadOnlyList<DetectedFace> Detect(ReadOnlySpan<byte> photo, PhotoOptions? options = null)
    {
        options ??= new PhotoOptions();
        options.Validate();
        using HeldImage<Photo> decoded = Decode(photo, options);
        return Find(decoded.Image);
    }

    /// <summary>
    /// Finds the faces of a photo, aligns those that are taken to the ArcFace template of 112 × 112 pixels (error least in
    /// the photo), and measures their quality. To embed faces use <see cref="FaceEmbedder.Prepare(ReadOnlySpan{byte}, FaceDetector, PhotoOptions)"/>, which aligns them as the model wants.
    /// </summary>
    /// <param name="photo">A JPEG, PNG, WebP or BMP file.</param>
    /// <param name="options">Which faces are taken; null takes the defaults.</param>
    /// <returns>Every face found, with its crop where it is taken and with the reasons where it is not.</returns>
    /// <exception cref="InvalidImageException">The photo is refused.</exception>
    /// <exception cref="DecodingUnavailableException">Too many photos took too long and still run.</exception>
    /// <exception cref="ModelException">The detector gave answers that are none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    /// <exception cref="ObjectDisposedException">The detector was disposed.</exception>
    public PhotoFaces Prepare(ReadOnlySpan<byte> photo, PhotoOptions? options = null)
    {
        options ??= new PhotoOptions();
        options.Validate();
        using HeldImage<Photo> decoded = Decode(photo, options);
        return PhotoPreparation.Run(decoded.Image, this, options, AlignmentTarget.Standard);
    }

    /// <summary>Frees the detector.</summary>
    public void Dispose()
    {
        _decoding.Dispose();
        _session.Close();
    }

    /// <summary>The faces of a decoded photo.</summary>
    internal IReadOnlyList<DetectedFace> Find(Photo photo) => _session.Find(photo);

    private HeldImage<Photo> Decode(ReadOnlySpan<byte> photo, PhotoOptions options) => _decoding.Hold(photo, (file, header) => Photo.Decode(file, header, options.MaxSide));
}

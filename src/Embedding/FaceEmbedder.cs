namespace HyperFace.Embedding;

/// <summary>Face images in, templates out: an ONNX face model with the preprocessing that its manifest asks for. Safe for any number of threads.</summary>
public sealed class FaceEmbedder : IDisposable
{
    /// <summary>The shortest side, in pixels, that an image may have.</summary>
    public const int MinSide = 16;

    private FaceEmbedder(ModelManifest manifest) => Manifest = manifest;

    /// <summary>The model's manifest.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>The model's fingerprint.</summary>
    public ModelFingerprint Fingerprint => Manifest.Fingerprint;

    /// <summary>Length of a template.</summary>
    public int Dimension => Manifest.Dimension;

    /// <summary>The execution provider in use: <c>cpu</c>, <c>cuda</c>, …</summary>
    public string ExecutionProvider => throw new NotImplementedException();

    /// <summary>Opens a model: checks the file's hash against the manifest, and the graph's inputs and outputs against what the manifest says of them.</summary>
    /// <param name="path">The manifest, or the ONNX file that it lies beside.</param>
    /// <param name="options">How to run it; null takes the defaults.</param>
    /// <exception cref="ModelException">The model is missing or is not what its manifest says.</exception>
    /// <exception cref="ExecutionProviderException">The execution provider is not there.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    public static FaceEmbedder Open(string path, FaceEmbedderOptions? options = null) => throw new NotImplementedException();

    /// <summary>Decodes an image (JPEG, PNG, WebP or BMP), turns it upright by its EXIF orientation, and cuts the middle to the model's input size.</summary>
    /// <exception cref="InvalidImageException">The image is refused.</exception>
    public AlignedFace Prepare(ReadOnlySpan<byte> image) => throw new NotImplementedException();

    /// <summary>Embeds prepared faces, in batches; the templates come in the order of the faces, and do not depend on the batch they were in.</summary>
    /// <exception cref="ArgumentException">A face has another size than the model's input.</exception>
    /// <exception cref="ModelException">The model gave a vector that is not finite or is zero.</exception>
    /// <exception cref="ObjectDisposedException">The embedder was disposed.</exception>
    public IReadOnlyList<FaceTemplate> Embed(IReadOnlyList<AlignedFace> faces) => throw new NotImplementedException();

    /// <summary>Embeds one image: decode, turn upright, cut, infer, normalise.</summary>
    /// <exception cref="InvalidImageException">The image is refused.</exception>
    /// <exception cref="ModelException">The model gave a vector that is not finite or is zero.</exception>
    /// <exception cref="ObjectDisposedException">The embedder was disposed.</exception>
    public FaceTemplate Embed(ReadOnlySpan<byte> image) => Embed([Prepare(image)])[0];

    /// <summary>Frees the model.</summary>
    public void Dispose() => throw new NotImplementedException();
}

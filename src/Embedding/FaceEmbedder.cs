using System.Runtime.ExceptionServices;
using HyperFace.Embedding.Images;
using HyperFace.Embedding.Inference;

namespace HyperFace.Embedding;

/// <summary>Face images in, templates out: an ONNX face model with the preprocessing that its manifest asks for. Safe for any number of threads.</summary>
public sealed partial class FaceEmbedder : IDisposable
{
    /// <summary>The shortest side, in pixels, that an image may have.</summary>
    public const int MinSide = 16;

    private readonly ModelSession _session;
    private readonly ImageLimits _limits;

    private FaceEmbedder(ModelManifest manifest, ModelSession session, ImageLimits limits)
    {
        Manifest = manifest;
        Fingerprint = manifest.Fingerprint;
        _session = session;
        _limits = limits;
    }

    /// <summary>The model's manifest.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>The model's fingerprint.</summary>
    public ModelFingerprint Fingerprint { get; }

    /// <summary>Length of a template.</summary>
    public int Dimension => Manifest.Dimension;

    /// <summary>The execution provider in use: <c>cpu</c>, <c>cuda</c>, …</summary>
    public string ExecutionProvider => _session.Provider;

    /// <summary>What runs the model.</summary>
    internal ModelSession Session => _session;

    /// <summary>Opens a model: checks the file's hash against the manifest, and the graph's inputs and outputs against what the manifest says of them.</summary>
    /// <param name="path">The manifest, or the ONNX file that it lies beside.</param>
    /// <param name="options">How to run it; null takes the defaults.</param>
    /// <exception cref="ModelException">The model is missing or is not what its manifest says.</exception>
    /// <exception cref="ExecutionProviderException">The execution provider is not there.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    public static FaceEmbedder Open(string path, FaceEmbedderOptions? options = null)
    {
        options ??= new FaceEmbedderOptions();
        options.Validate();
        (ModelManifest manifest, ModelSession session) = ModelLoader.Open(path, options);
        return new FaceEmbedder(manifest, session, options.Limits);
    }

    /// <summary>Decodes an image (JPEG, PNG, WebP or BMP), turns it upright by its EXIF orientation, and cuts the middle to the model's input size.</summary>
    /// <exception cref="InvalidImageException">The image is refused.</exception>
    public AlignedFace Prepare(ReadOnlySpan<byte> image) => FaceCutter.Cut(image, _limits, Manifest.Width, Manifest.Height);

    /// <summary>Embeds prepared faces, in batches; the templates come in the order of the faces, and do not depend on the batch they were in.</summary>
    /// <exception cref="ArgumentException">A face has another size than the model's input.</exception>
    /// <exception cref="ModelException">The model gave a vector that is not finite or is zero.</exception>
    /// <exception cref="ObjectDisposedException">The embedder was disposed.</exception>
    public IReadOnlyList<FaceTemplate> Embed(IReadOnlyList<AlignedFace> faces)
    {
        AlignedFace[] checkedFaces = CheckSizes(faces);
        var templates = new FaceTemplate[checkedFaces.Length];
        int batch = _session.BatchFor(templates.Length);
        int batches = (templates.Length + batch - 1) / batch;
        if (batches <= 1)
        {
            // Also for no face at all: a call after closing is refused whatever it asks for.
            RunBatch(0);
            return templates;
        }

        try
        {
            Parallel.For(0, batches, new ParallelOptions { MaxDegreeOfParallelism = _session.Threads }, RunBatch);
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return templates;

        void RunBatch(int number)
        {
            int first = number * batch;
            int count = Math.Min(batch, templates.Length - first);
            _session.Run(checkedFaces.AsSpan(first, count), (i, embedding, norm) => templates[first + i] = UnitTemplate.Of(embedding, norm, Fingerprint));
        }
    }

    /// <summary>Embeds one image: decode, turn upright, cut, infer, normalise.</summary>
    /// <exception cref="InvalidImageException">The image is refused.</exception>
    /// <exception cref="ModelException">The model gave a vector that is not finite or is zero.</exception>
    /// <exception cref="ObjectDisposedException">The embedder was disposed.</exception>
    public FaceTemplate Embed(ReadOnlySpan<byte> image) => Embed([Prepare(image)])[0];

    /// <summary>Frees the model.</summary>
    public void Dispose() => _session.Close();

    private AlignedFace[] CheckSizes(IReadOnlyList<AlignedFace> faces)
    {
        ArgumentNullException.ThrowIfNull(faces);
        AlignedFace?[] given = [.. faces];
        for (int i = 0; i < given.Length; i++)
        {
            if (given[i] is not { } face)
            {
                throw new ArgumentException($"Face {i} is null.", nameof(faces));
            }

            if (face.Width != Manifest.Width || face.Height != Manifest.Height)
            {
                throw new ArgumentException($"Face {i} has {face.Width} x {face.Height} pixels; this model takes {Manifest.Width} x {Manifest.Height}.", nameof(faces));
            }
        }

        return given!;
    }
}

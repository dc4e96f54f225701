using System.Runtime.ExceptionServices;
using HyperFace.Embedding.Decoding;
using HyperFace.Embedding.Images;
using HyperFace.Embedding.Inference;

namespace HyperFace.Embedding;

/// <summary>Face images in, templates out: an ONNX face model with the preprocessing that its manifest asks for. Safe for any number of threads.</summary>
public sealed partial class FaceEmbedder : IDisposable
{
    /// <summary>The shortest side, in pixels, that an image may have.</summary>
    public const int MinSide = 16;

    private readonly string _path;
    private readonly FaceEmbedderOptions _options;
    private readonly TimeProvider _time;
    private readonly ImageDecoding _decoding;
    private readonly int _decodeThreads;
    private volatile ModelSession _session;

    private FaceEmbedder(string path, ModelManifest manifest, ModelSession session, FaceEmbedderOptions options, TimeProvider time)
    {
        _path = path;
        _options = options;
        _time = time;
        _session = session;
        Manifest = manifest;
        Fingerprint = manifest.Fingerprint;
        ExecutionProvider = session.Provider;
        _plan = new InferencePlan(session.Calls, 1, session.MaxBatch);
        _decodeThreads = options.DecodeThreads > 0 ? options.DecodeThreads : Environment.ProcessorCount;
        long batches = InferenceBytes(manifest, session, _plan);
        if (batches >= options.MaxMemory)
        {
            throw OptionRange.Refusal(nameof(options.MaxMemory), options.MaxMemory, $"must be more than the {batches} bytes of {session.Calls} calls with {session.MaxBatch} faces each; or take fewer Threads or a smaller BatchSize");
        }

        _decoding = new ImageDecoding(options.Limits, _decodeThreads, options.MaxMemory - batches, time, typeof(FaceEmbedder));
    }

    /// <summary>The model's manifest.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>The model's fingerprint.</summary>
    public ModelFingerprint Fingerprint { get; }

    /// <summary>Length of a template.</summary>
    public int Dimension => Manifest.Dimension;

    /// <summary>The execution provider in use: <c>cpu</c>, <c>cuda</c>, …</summary>
    public string ExecutionProvider { get; }

    /// <summary>What runs the model.</summary>
    internal ModelSession Session => _session;

    /// <summary>Opens a model: checks the file's hash against the manifest, and the graph's inputs and outputs against what the manifest says of them.</summary>
    /// <param name="path">The manifest, or the ONNX file that it lies beside.</param>
    /// <param name="options">How to run it; null takes the defaults.</param>
    /// <param name="time">The clock that time limits and measurements go by; null takes the system's.</param>
    /// <exception cref="ModelException">The model is missing or is not what its manifest says.</exception>
    /// <exception cref="ExecutionProviderException">The execution provider is not there.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, or the batches alone take more than <see cref="FaceEmbedderOptions.MaxMemory"/>; the message names it.</exception>
    public static FaceEmbedder Open(string path, FaceEmbedderOptions? options = null, TimeProvider? time = null)
    {
        options ??= new FaceEmbedderOptions();
        options.Validate();
        (ModelManifest manifest, ModelSession session) = ModelLoader.Open(path, options);
        try
        {
            return new FaceEmbedder(path, manifest, session, options, time ?? TimeProvider.System);
        }
        catch
        {
            session.Close();
            throw;
        }
    }

    /// <summary>
    /// Decodes an image (JPEG, PNG, WebP or BMP), turns it upright by its EXIF orientation, and cuts the middle to the
    /// model's input size. It is decoded on another thread, within <see cref="ImageLimits.MaxDecodeTime"/>; this call waits.
    /// </summary>
    /// <exception cref="InvalidImageException">The image is refused.</exception>
    /// <exception cref="DecodingUnavailableException">Too many images took too long and still run.</exception>
    /// <exception cref="ObjectDisposedException">The embedder was disposed.</exception>
    public AlignedFace Prepare(ReadOnlySpan<byte> image) => _decoding.Run(image, Cut);

    /// <summary>As <see cref="Prepare(ReadOnlySpan{byte})"/>, without holding the caller's thread.</summary>
    /// <param name="image">The file's bytes; they may change once this has returned its task.</param>
    /// <param name="cancellation">Gives up an image whose turn has not come; one that is being decoded takes its course.</param>
    /// <exception cref="InvalidImageException">The image is refused.</exception>
    /// <exception cref="DecodingUnavailableException">Too many images took too long and still run.</exception>
    /// <exception cref="ObjectDisposedException">The embedder was disposed.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<AlignedFace> PrepareAsync(ReadOnlyMemory<byte> image, CancellationToken cancellation = default) =>
        await _decoding.RunAsync(image.Span, Cut, cancellation).ConfigureAwait(false);

    /// <summary>Embeds prepared faces, in batches; the templates come in the order of the faces, and do not depend on the batch they were in.</summary>
    /// <exception cref="ArgumentException">A face has another size than the model's input.</exception>
    /// <exception cref="ModelException">The model gave a vector that is not finite or is zero.</exception>
    /// <exception cref="ObjectDisposedException">The embedder was disposed.</exception>
    public IReadOnlyList<FaceTemplate> Embed(IReadOnlyList<AlignedFace> faces)
    {
        AlignedFace[] checkedFaces = CheckSizes(faces);
        var templates = new FaceTemplate[checkedFaces.Length];
        int batch = BatchFor(templates.Length);
        int batches = (templates.Length + batch - 1) / batch;
        if (batches <= 1)
        {
            // Also for no face at all: a call after closing is refused whatever it asks for.
            Run(checkedFaces, templates, 0);
            return templates;
        }

        try
        {
            Parallel.For(0, batches, new ParallelOptions { MaxDegreeOfParallelism = Plan.Calls }, number =>
                Run(checkedFaces.AsSpan(number * batch, Math.Min(batch, templates.Length - (number * batch))), templates, number * batch));
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return templates;
    }

    /// <summary>Embeds one image: decode, turn upright, cut, infer, normalise.</summary>
    /// <exception cref="InvalidImageException">The image is refused.</exception>
    /// <exception cref="DecodingUnavailableException">Too many images took too long and still run.</exception>
    /// <exception cref="ModelException">The model gave a vector that is not finite or is zero.</exception>
    /// <exception cref="ObjectDisposedException">The embedder was disposed.</exception>
    public FaceTemplate Embed(ReadOnlySpan<byte> image) => Embed([Prepare(image)])[0];

    /// <summary>Frees the model. Calls under way come to their end; later ones are refused.</summary>
    public void Dispose()
    {
        lock (_choosing)
        {
            _disposed = true;
            _decoding.Dispose();
            _session.Close();
        }
    }

    /// <summary>What is wrong with a face's size; null when it is the model's.</summary>
    internal string? SizeFault(AlignedFace face) => face.Width == Manifest.Width && face.Height == Manifest.Height
        ? null
        : $"has {face.Width} x {face.Height} pixels; this model takes {Manifest.Width} x {Manifest.Height}";

    private AlignedFace Cut(byte[] file, ImageHeader header) => FaceCutter.Cut(file, header, Manifest.Width, Manifest.Height);

    private FaceTemplate[] EmbedInOneCall(IReadOnlyList<AlignedFace> faces)
    {
        AlignedFace[] checkedFaces = CheckSizes(faces);
        var templates = new FaceTemplate[checkedFaces.Length];
        Run(checkedFaces, templates, 0);
        return templates;
    }

    private void Run(ReadOnlySpan<AlignedFace> faces, FaceTemplate[] templates, int first)
    {
        ModelSession session;
        do
        {
            session = _session;
            if (session.TryRun(faces, (i, embedding, norm) => templates[first + i] = UnitTemplate.Of(embedding, norm, Fingerprint)))
            {
                return;
            }
        }
        while (session != _session);
        throw new ObjectDisposedException(nameof(FaceEmbedder));
    }

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

            if (SizeFault(face) is { } fault)
            {
                throw new ArgumentException($"Face {i} {fault}.", nameof(faces));
            }
        }

        return given!;
    }
}

using HyperFace.Embedding.Inference;
using HyperFace.Embedding.Photos;
using Microsoft.ML.OnnxRuntime;

namespace HyperFace.Embedding.Detection;

/// <summary>A detector loaded into ONNX Runtime. Safe for any number of threads; closing it waits for nobody and breaks nobody.</summary>
internal sealed class DetectorSession
{
    private readonly string _path;
    private readonly DetectorManifest _manifest;
    private readonly InferenceSession _session;
    private readonly DetectorPlanes _planes;
    private readonly CandidateReader _reader;
    private readonly BufferPool _buffers;
    private readonly CallGate _gate;
    private readonly string[] _inputs;
    private readonly string[] _outputs;
    private readonly int _maxFaces;

    public DetectorSession(string path, DetectorManifest manifest, InferenceSession session, string provider, FaceDetectorOptions options)
    {
        _path = path;
        _manifest = manifest;
        _session = session;
        Provider = provider;
        _outputs = [.. DetectorContract.Require(path, manifest, session)];
        _inputs = [manifest.Input];
        _planes = new DetectorPlanes(manifest);
        _reader = new CandidateReader(manifest);
        _buffers = new BufferPool(InputSize.LargestLength(manifest));
        _gate = new CallGate(options.Threads > 0 ? options.Threads : Environment.ProcessorCount);
        _maxFaces = options.MaxFaces;
    }

    /// <summary>The execution provider in use.</summary>
    public string Provider { get; }

    /// <summary>The faces of a photo, in pixels of the photo at its full size, the best score first.</summary>
    /// <exception cref="ModelException">The detector gave answers that are none.</exception>
    /// <exception cref="ObjectDisposedException">The session was closed.</exception>
    public IReadOnlyList<DetectedFace> Find(Photo photo)
    {
        var size = InputSize.Of(_manifest, photo.Width, photo.Height);
        byte[] rgb = photo.Shrink(size.PhotoWidth, size.PhotoHeight);

        // As the detectors' own code does it: a plain factor, not half a pixel more; what they learned was scaled so too.
        double x = (double)photo.FullWidth / size.PhotoWidth;
        double y = (double)photo.FullHeight / size.PhotoHeight;
        return [.. Suppression.Run(Run(rgb, size), _manifest.OverlapThreshold, _maxFaces).Select(candidate => new DetectedFace(
            new FaceBox((float)(candidate.Box.Left * x), (float)(candidate.Box.Top * y), (float)(candidate.Box.Width * x), (float)(candidate.Box.Height * y)),
            candidate.Score,
            candidate.Landmarks.Times(x, y)))];
    }

    /// <summary>Runs the graph once on nothing: what its shapes are, and that its operators run at all, is known for sure only then.</summary>
    public void TryOut() => Run(new byte[3], InputSize.Of(_manifest, 1, 1));

    /// <summary>Lets no more calls in, and frees the detector when the last one has left.</summary>
    public void Close()
    {
        if (_gate.Close())
        {
            _session.Dispose();
        }
    }

    private List<FaceCandidate> Run(byte[] rgb, InputSize size)
    {
        ObjectDisposedException.ThrowIf(!_gate.TryEnter(), typeof(FaceDetector));
        try
        {
            float[] buffer = _buffers.Take();
            int length = 3 * size.Width * size.Height;
            _planes.Write(rgb, size, buffer.AsSpan(0, length));
            using OrtValue input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, buffer.AsMemory(0, length), [1, 3, size.Height, size.Width]);
            using var run = new RunOptions();
            using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(run, _inputs, [input], _outputs);
            List<FaceCandidate> candidates = _reader.Read(new DetectorOutputs(_path, _outputs, outputs, _manifest.Strides.Count), size);
            _buffers.Return(buffer);
            return candidates;
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelException($"'{_path}' does not run: {exception.Message}", exception);
        }
        finally
        {
            if (_gate.Leave())
            {
                _session.Dispose();
            }
        }
    }
}

using Microsoft.ML.OnnxRuntime;

namespace HyperFace.Embedding.Inference;

/// <summary>A model loaded into ONNX Runtime. Safe for any number of threads; closing it waits for nobody and breaks nobody.</summary>
internal sealed class ModelSession
{
    private readonly ModelManifest _manifest;
    private readonly InferenceSession _session;
    private readonly GraphContract _contract;
    private readonly InputPlanes _planes;
    private readonly BufferPool _buffers;
    private readonly CallGate _gate;
    private readonly int _maxBatch;
    private readonly string[] _inputs;
    private readonly string[] _outputs;

    public ModelSession(string path, ModelManifest manifest, InferenceSession session, string provider, FaceEmbedderOptions options)
    {
        _manifest = manifest;
        _session = session;
        _contract = new GraphContract(path, manifest, session);
        Provider = provider;
        Threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        _maxBatch = _contract.FixedBatch == 1 ? 1 : options.BatchSize;
        _planes = new InputPlanes(manifest);
        _buffers = new BufferPool(_maxBatch * _planes.Length);
        _gate = new CallGate(Threads);
        _inputs = [manifest.Input];
        _outputs = manifest.NormOutput is { } norm ? [manifest.Output, norm] : [manifest.Output];
    }

    /// <summary>The execution provider in use.</summary>
    public string Provider { get; }

    /// <summary>Calls that run at a time.</summary>
    public int Threads { get; }

    /// <summary>Faces in one call, at most: what the options allow, or one where the graph takes no more.</summary>
    public int MaxBatch => _maxBatch;

    /// <summary>
    /// Faces in one call when so many are to be embedded. On processors every thread gets its part, for there a batch is
    /// no faster by the face than its faces one by one; any other device wants the batches whole.
    /// </summary>
    public int BatchFor(int faces) =>
        Math.Clamp(Provider == ExecutionProviders.Cpu ? (faces + Threads - 1) / Threads : faces, 1, _maxBatch);

    /// <summary>
    /// Runs one batch, and where the manifest asks for it its mirror images too; the values go to <paramref name="receive"/>
    /// face by face: index, embedding, and norm where there is one.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The session was closed.</exception>
    /// <exception cref="ModelException">With mirror images: an output is not finite or is zero.</exception>
    public void Run(ReadOnlySpan<AlignedFace> faces, FaceReceiver receive)
    {
        if (!_manifest.FlipFusion)
        {
            RunOnce(faces, mirrored: false, receive);
            return;
        }

        var sums = new FlipFusion(faces.Length, _manifest.Dimension);
        RunOnce(faces, mirrored: false, sums.Add);
        RunOnce(faces, mirrored: true, sums.Add);
        sums.HandOut(receive);
    }

    /// <summary>Runs one batch of the faces as they are, or of their mirror images, whatever the manifest says of fusing the two.</summary>
    /// <exception cref="ObjectDisposedException">The session was closed.</exception>
    public void RunOnce(ReadOnlySpan<AlignedFace> faces, bool mirrored, FaceReceiver receive)
    {
        ObjectDisposedException.ThrowIf(!_gate.TryEnter(), typeof(FaceEmbedder));
        try
        {
            if (faces.IsEmpty)
            {
                return;
            }

            float[] buffer = _buffers.Take();
            for (int i = 0; i < faces.Length; i++)
            {
                Span<float> planes = buffer.AsSpan(i * _planes.Length, _planes.Length);
                _planes.Write(faces[i].Rgb.Span, planes);
                if (mirrored)
                {
                    _planes.Mirror(planes);
                }
            }

            Infer(buffer, faces.Length, receive);
            _buffers.Return(buffer);
        }
        finally
        {
            if (_gate.Leave())
            {
                _session.Dispose();
            }
        }
    }

    /// <summary>Lets no more calls in, and frees the model when the last one has left.</summary>
    public void Close()
    {
        if (_gate.Close())
        {
            _session.Dispose();
        }
    }

    private void Infer(float[] buffer, int count, FaceReceiver receive)
    {
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, buffer.AsMemory(0, count * _planes.Length), [count, 3, _manifest.Height, _manifest.Width]);
        using var run = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(run, _inputs, [input], _outputs);
        _contract.RequireShape(_manifest.Output, outputs[0].GetTensorTypeAndShape().Shape, count, _manifest.Dimension);
        ReadOnlySpan<float> embeddings = outputs[0].GetTensorDataAsSpan<float>();
        ReadOnlySpan<float> norms = [];
        if (_manifest.NormOutput is { } norm)
        {
            _contract.RequireShape(norm, outputs[1].GetTensorTypeAndShape().Shape, count, 1);
            norms = outputs[1].GetTensorDataAsSpan<float>();
        }

        for (int i = 0; i < count; i++)
        {
            receive(i, embeddings.Slice(i * _manifest.Dimension, _manifest.Dimension), norms.IsEmpty ? null : norms[i]);
        }
    }
}

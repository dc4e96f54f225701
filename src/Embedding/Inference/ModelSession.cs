using Microsoft.ML.OnnxRuntime;

namespace HyperFace.Embedding.Inference;

/// <summary>A model loaded into ONNX Runtime, and how many calls of it run at a time. Safe for any number of threads; closing it waits for nobody and breaks nobody.</summary>
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
    private readonly DeviceBinding? _binding;

    /// <param name="path">The ONNX file, for messages.</param>
    /// <param name="manifest">The model's manifest.</param>
    /// <param name="session">The model in ONNX Runtime; this owns it once it is constructed.</param>
    /// <param name="provider">The execution provider in use.</param>
    /// <param name="calls">Calls that run at a time.</param>
    /// <param name="batchSize">Faces in a call, at most, where the graph takes so many.</param>
    public ModelSession(string path, ModelManifest manifest, InferenceSession session, string provider, int calls, int batchSize)
    {
        _manifest = manifest;
        _session = session;
        _contract = new GraphContract(path, manifest, session);
        Provider = provider;
        Calls = calls;
        _maxBatch = _contract.FixedBatch == 1 ? 1 : batchSize;
        _inputs = [manifest.Input];
        _outputs = manifest.NormOutput is { } norm ? [manifest.Output, norm] : [manifest.Output];
        _planes = new InputPlanes(manifest);
        _buffers = new BufferPool(_maxBatch * _planes.Length);
        _gate = new CallGate(calls);
        _binding = provider == ExecutionProviders.Cpu ? null : new DeviceBinding(session, manifest.Input, _outputs);
    }

    /// <summary>The execution provider in use.</summary>
    public string Provider { get; }

    /// <summary>Calls that run at a time.</summary>
    public int Calls { get; }

    /// <summary>Faces in a call, at most.</summary>
    public int MaxBatch => _maxBatch;

    /// <summary>Bytes of the input tensors that this session may hold at a time.</summary>
    public long TensorBytes => (long)Calls * _maxBatch * _planes.Length * sizeof(float);

    /// <summary>
    /// Runs one batch, and where the manifest asks for it its mirror images too; the values go to <paramref name="receive"/>
    /// face by face: index, embedding, and norm where there is one.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The session was closed.</exception>
    /// <exception cref="ModelException">With mirror images: an output is not finite or is zero.</exception>
    public void Run(ReadOnlySpan<AlignedFace> faces, FaceReceiver receive) =>
        ObjectDisposedException.ThrowIf(!TryRun(faces, receive), typeof(FaceEmbedder));

    /// <summary>As <see cref="Run"/>; false when the session was closed.</summary>
    public bool TryRun(ReadOnlySpan<AlignedFace> faces, FaceReceiver receive)
    {
        if (!_manifest.FlipFusion)
        {
            return TryRunOnce(faces, mirrored: false, receive);
        }

        var sums = new FlipFusion(faces.Length, _manifest.Dimension);
        if (!TryRunOnce(faces, mirrored: false, sums.Add) || !TryRunOnce(faces, mirrored: true, sums.Add))
        {
            return false;
        }

        sums.HandOut(receive);
        return true;
    }

    /// <summary>Runs one batch of the faces as they are, or of their mirror images, whatever the manifest says of fusing the two.</summary>
    /// <exception cref="ObjectDisposedException">The session was closed.</exception>
    public void RunOnce(ReadOnlySpan<AlignedFace> faces, bool mirrored, FaceReceiver receive) =>
        ObjectDisposedException.ThrowIf(!TryRunOnce(faces, mirrored, receive), typeof(FaceEmbedder));

    /// <summary>Lets no more calls in, and frees the model when the last one has left.</summary>
    public void Close()
    {
        if (_gate.Close())
        {
            _session.Dispose();
        }
    }

    private bool TryRunOnce(ReadOnlySpan<AlignedFace> faces, bool mirrored, FaceReceiver receive)
    {
        if (!_gate.TryEnter())
        {
            return false;
        }

        try
        {
            if (faces.IsEmpty)
            {
                return true;
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
            return true;
        }
        finally
        {
            if (_gate.Leave())
            {
                _session.Dispose();
            }
        }
    }

    private void Infer(float[] buffer, int count, FaceReceiver receive)
    {
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, buffer.AsMemory(0, count * _planes.Length), [count, 3, _manifest.Height, _manifest.Width]);
        using var run = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = _binding is null ? _session.Run(run, _inputs, [input], _outputs) : _binding.Run(run, input);
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

using HyperFace.Embedding.Inference;
using Microsoft.ML.OnnxRuntime;

namespace HyperFace.Embedding.Generation;

/// <summary>A generator loaded into ONNX Runtime. Safe for any number of threads; closing it waits for nobody and breaks nobody.</summary>
internal sealed class GeneratorSession
{
    private readonly string _path;
    private readonly GeneratorManifest _manifest;
    private readonly InferenceSession _session;
    private readonly BufferPool _codes;
    private readonly BufferPool _noises;
    private readonly CallGate _gate;
    private readonly string[] _inputs;
    private readonly string[] _outputs;
    private readonly long[] _noiseShape;
    private readonly int _noiseLength;

    public GeneratorSession(string path, GeneratorManifest manifest, InferenceSession session, string provider, FaceGeneratorOptions options)
    {
        GeneratorContract.Require(path, manifest, session);
        _path = path;
        _manifest = manifest;
        _session = session;
        Provider = provider;
        _inputs = manifest.NoiseInput is { } noise ? [manifest.CodeInput, noise] : [manifest.CodeInput];
        _outputs = [manifest.Output];
        _noiseShape = [.. (manifest.NoiseShape ?? []).Select(side => (long)side)];
        _noiseLength = (int)_noiseShape.Aggregate(1L, (product, side) => product * side);
        _codes = new BufferPool(manifest.CodeLength);
        _noises = new BufferPool(_noiseLength);
        _gate = new CallGate(options.Threads > 0 ? options.Threads : Environment.ProcessorCount);
    }

    /// <summary>The execution provider in use.</summary>
    public string Provider { get; }

    /// <summary>Makes one picture.</summary>
    /// <exception cref="ModelException">The graph gave no picture.</exception>
    /// <exception cref="ObjectDisposedException">The session was closed.</exception>
    public void Generate(ReadOnlySpan<float> code, ulong seed, Span<byte> rgb)
    {
        ObjectDisposedException.ThrowIf(!_gate.TryEnter(), typeof(FaceGenerator));
        try
        {
            float[] codes = _codes.Take();
            float[] noises = _noises.Take();
            code.CopyTo(codes);
            using OrtValue codeValue = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, codes.AsMemory(), [1, code.Length]);
            using OrtValue? noiseValue = _manifest.NoiseInput is null ? null : Noise(noises, seed);
            using var run = new RunOptions();
            using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(run, _inputs, noiseValue is null ? [codeValue] : [codeValue, noiseValue], _outputs);
            GeneratorContract.RequirePicture(_path, _manifest, outputs[0].GetTensorTypeAndShape().Shape);
            GeneratedPicture.Shrink(_path, _manifest, outputs[0].GetTensorDataAsSpan<float>(), rgb);
            _codes.Return(codes);
            _noises.Return(noises);
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

    /// <summary>Makes one picture of some code: what the graph's shapes are, and that its operators run at all, is known for sure only then.</summary>
    public void TryOut(int size)
    {
        var code = new float[_manifest.CodeLength];
        code[0] = 1;
        Generate(code, 0, new byte[size * size * 3]);
    }

    /// <summary>Lets no more calls in, and frees the generator when the last one has left.</summary>
    public void Close()
    {
        if (_gate.Close())
        {
            _session.Dispose();
        }
    }

    private OrtValue Noise(float[] buffer, ulong seed)
    {
        Memory<float> noise = buffer.AsMemory(0, _noiseLength);
        NormalNoise.Fill(noise.Span, seed);
        return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, noise, _noiseShape);
    }
}

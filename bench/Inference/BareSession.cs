using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace HyperFace.Bench.Inference;

/// <summary>ONNX Runtime and nothing around it: tensors that are ready, called from as many threads as are asked for.</summary>
internal sealed class BareSession : IDisposable
{
    private const int Numbers = 3 * Ir50Model.Side * Ir50Model.Side;

    private readonly InferenceSession _session;
    private readonly float[] _images;

    public BareSession(string path, int intraOp, int largestBatch)
    {
        using var options = new SessionOptions { IntraOpNumThreads = intraOp, InterOpNumThreads = 1 };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(path, options);
        var random = new Random(largestBatch);
        _images = [.. Enumerable.Range(0, largestBatch * Numbers).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }

    /// <summary>Images a second, with so many calls side by side.</summary>
    public double Rate(int images, int callers, int batch)
    {
        int left = images;
        long start = Stopwatch.GetTimestamp();
        Thread[] threads = [.. Enumerable.Range(0, callers).Select(_ => new Thread(Call))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return images / Stopwatch.GetElapsedTime(start).TotalSeconds;

        void Call()
        {
            while (true)
            {
                // The last ones are shared out: no caller idles while another has a whole batch before it.
                int before = Volatile.Read(ref left);
                int count = Math.Min(batch, (before + callers - 1) / callers);
                if (before <= 0)
                {
                    return;
                }

                if (Interlocked.CompareExchange(ref left, before - count, before) == before)
                {
                    Run(count);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private void Run(int count)
    {
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _images.AsMemory(0, count * Numbers), [count, 3, Ir50Model.Side, Ir50Model.Side]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(options, _session.InputNames, [input], [_session.OutputNames[0]]);
    }
}

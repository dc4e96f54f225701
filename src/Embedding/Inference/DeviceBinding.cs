using Microsoft.ML.OnnxRuntime;

namespace HyperFace.Embedding.Inference;

/// <summary>
/// Calls of a model on a device with a memory of its own. Bound inputs and outputs (ONNX Runtime, "I/O Binding") are
/// copied once each way, and the outputs land in memory that the processor reads, whatever the graph left them in.
/// </summary>
internal sealed class DeviceBinding(InferenceSession session, string input, string[] outputs)
{
    /// <summary>Runs one batch.</summary>
    /// <param name="run">Options of the call.</param>
    /// <param name="batch">The input, in the processor's memory.</param>
    public IDisposableReadOnlyCollection<OrtValue> Run(RunOptions run, OrtValue batch)
    {
        // A binding belongs to one call: shapes change with the batch, and calls run side by side.
        using OrtIoBinding binding = session.CreateIoBinding();
        binding.BindInput(input, batch);
        foreach (string output in outputs)
        {
            binding.BindOutputToDevice(output, OrtMemoryInfo.DefaultInstance);
        }

        binding.SynchronizeBoundInputs();
        IDisposableReadOnlyCollection<OrtValue> values = session.RunWithBoundResults(run, binding);
        binding.SynchronizeBoundOutputs();
        return values;
    }
}

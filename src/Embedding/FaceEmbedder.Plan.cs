using HyperFace.Embedding.Inference;
using HyperFace.Embedding.Pipeline;

namespace HyperFace.Embedding;

public sealed partial class FaceEmbedder
{
    private readonly Lock _choosing = new();
    private volatile InferencePlan _plan;
    private bool _chosen;
    private bool _disposed;

    /// <summary>How the model is spread over the processors: as the options say, until <see cref="ChoosePlan"/> has chosen.</summary>
    public InferencePlan Plan => _plan;

    /// <summary>The plans that <see cref="ChoosePlan"/> measured, in the order of measuring; empty when it has not, or had nothing to choose.</summary>
    public IReadOnlyList<InferencePlan> MeasuredPlans { get; private set; } = [];

    /// <summary>
    /// Chooses how many calls run side by side, of how many threads, on how many faces each: measured for about four
    /// seconds at most, the first time, and kept for the life of this embedder. Called before much is to be embedded
    /// (<see cref="EmbedImagesAsync"/> does so itself); a few images are not worth it.
    /// </summary>
    /// <exception cref="ModelException">The model could not be opened a second time.</exception>
    /// <exception cref="ObjectDisposedException">The embedder was disposed.</exception>
    public InferencePlan ChoosePlan()
    {
        lock (_choosing)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_chosen || !_options.MeasurePlan || _options.Threads > 0)
            {
                return _plan;
            }

            bool processor = ExecutionProvider == ExecutionProviders.Cpu;
            var measurement = new PlanMeasurement(
                Manifest,
                processor ? (calls, threads) => ModelLoader.Open(_path, Manifest, [ExecutionProvider], calls, threads, _options.BatchSize) : null,
                _time);
            ModelSession before = _session;
            (InferencePlan plan, ModelSession session) = measurement.Choose(before);
            (_session, _plan, MeasuredPlans, _chosen) = (session, plan, measurement.Measured, true);
            if (session != before)
            {
                // Now that nobody new finds it: whoever is inside comes out first.
                before.Close();
            }

            return plan;
        }
    }

    /// <summary>
    /// Faces in one call when so many are to be embedded. On processors every call gets its part, for there a batch is
    /// hardly faster by the face than its faces one by one; any other device wants the batches whole.
    /// </summary>
    private int BatchFor(int faces)
    {
        InferencePlan plan = _plan;
        return Math.Clamp(ExecutionProvider == ExecutionProviders.Cpu ? (faces + plan.Calls - 1) / plan.Calls : faces, 1, plan.BatchSize);
    }

    /// <summary>What the tensors, and the faces that wait for them, take at most.</summary>
    private static long InferenceBytes(ModelManifest manifest, ModelSession session, InferencePlan plan) =>
        session.TensorBytes + (EmbeddingLine<FaceImage>.Depth(plan) * 3L * manifest.Width * manifest.Height);
}

using HyperFace.Embedding.Checkpoints;

namespace HyperFace.Embedding.Networks;

/// <summary>The weights of a checkpoint whose tensors were found to be a network.</summary>
internal sealed class CheckpointWeights(Checkpoint checkpoint, IReadOnlyDictionary<string, CheckpointTensor> tensors, CancellationToken cancellation) : IIrWeights
{
    private const string Variance = ".running_var";

    /// <inheritdoc/>
    /// <exception cref="InvalidCheckpointException">A weight is not finite, or a variance is below zero.</exception>
    public float[] Read(string name)
    {
        cancellation.ThrowIfCancellationRequested();
        CheckpointTensor tensor = tensors[name];
        float[] values = checkpoint.Values(tensor);
        int wrong = name.EndsWith(Variance, StringComparison.Ordinal) ? Array.FindIndex(values, value => value < 0) : -1;
        return wrong < 0
            ? values
            : throw checkpoint.Refusal.Because(InvalidCheckpointReason.NegativeVariance, FormattableString.Invariant($"element {wrong} of '{tensor.Key}' is {values[wrong]}; a variance is not below zero."));
    }
}

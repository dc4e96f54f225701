namespace HyperFace.Embedding.Pipeline;

/// <summary>One item's place in an <see cref="EmbeddingLine{T}"/>.</summary>
/// <param name="item">The item.</param>
/// <param name="face">Its face; null when it has none.</param>
internal sealed class LinePlace<T>(T item, AlignedFace? face)
{
    private readonly TaskCompletionSource<FaceOutcome<T>> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its face.</summary>
    public AlignedFace? Face { get; } = face;

    /// <summary>What became of it, when that is known.</summary>
    public Task<FaceOutcome<T>> Outcome => _outcome.Task;

    /// <summary>Says what became of it.</summary>
    public void Complete(FaceTemplate? template, ModelException? fault = null) => _outcome.TrySetResult(new FaceOutcome<T>(item, template, fault));

    /// <summary>Ends the line with an error that is not the item's.</summary>
    public void Break(Exception exception) => _outcome.TrySetException(exception);
}

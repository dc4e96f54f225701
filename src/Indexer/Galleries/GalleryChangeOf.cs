namespace HyperFace.Indexer.Galleries;

/// <summary>A change that answers with a <typeparamref name="T"/>.</summary>
internal sealed class GalleryChange<T>(Func<ChangeGroup, T> decide) : GalleryChange
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    /// <summary>Completes when the change is acknowledged or has failed.</summary>
    public Task<T> Completion => _completion.Task;

    /// <inheritdoc/>
    public override void Decide(ChangeGroup group) => _result = decide(group);

    /// <inheritdoc/>
    public override void Acknowledge() => _completion.TrySetResult(_result);

    /// <inheritdoc/>
    public override void Fail(Exception why) => _completion.TrySetException(why);
}

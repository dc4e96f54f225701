namespace HyperFace.Indexer.Galleries;

/// <summary>A turn of its own that answers with a <typeparamref name="T"/>.</summary>
internal sealed class ExclusiveTurn<T>(Func<T> action) : ExclusiveTurn
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the work is done.</summary>
    public Task<T> Completion => _completion.Task;

    /// <inheritdoc/>
    public override void Run()
    {
        try
        {
            _completion.TrySetResult(action());
        }
        catch (Exception e)
        {
            _completion.TrySetException(e);
        }
    }

    /// <inheritdoc/>
    public override void Fail(Exception why) => _completion.TrySetException(why);
}

namespace HyperFace.Embedding.Decoding;

/// <summary>A decoding with its result.</summary>
internal sealed class QueuedDecodingOf<T>(long bytes, Func<T> work) : QueuedDecoding(bytes)
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The result, when it is there.</summary>
    public Task<T> Answer => _answer.Task;

    /// <inheritdoc/>
    public override bool IsAnswered => _answer.Task.IsCompleted;

    /// <inheritdoc/>
    public override void Run()
    {
        try
        {
            T result = work();
            IsHeld = result is IHeldImage;
            if (!_answer.TrySetResult(result))
            {
                // The caller was told long ago that it took too long, or has given up.
                (result as IHeldImage)?.Dispose();
            }
        }
        catch (Exception exception)
        {
            _answer.TrySetException(exception);
        }
    }

    /// <inheritdoc/>
    public override void Fail(Exception why) => _answer.TrySetException(why);

    /// <summary>Answers that the caller has given up.</summary>
    public void Cancel(CancellationToken cancellation) => _answer.TrySetCanceled(cancellation);
}

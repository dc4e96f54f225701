namespace HyperFace.Embedding.Tests.Decoding;

/// <summary>A decoding that says when it has begun, and does not end before it is let go.</summary>
internal sealed class HungDecoder
{
    public const int Result = 42;

    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new();

    public Task Started => _started.Task;

    public int Decode()
    {
        _started.SetResult();
        _released.Task.Wait();
        return Result;
    }

    public void Release() => _released.TrySetResult();
}

namespace HyperFace.Embedding.Decoding;

/// <summary>A decoded image that goes on taking memory: what was set aside for it comes back when it is disposed, not when it is decoded.</summary>
/// <param name="image">The image; disposed with this.</param>
/// <param name="release">Gives the memory back.</param>
internal sealed class HeldImage<T>(T image, Action release) : IHeldImage
    where T : IDisposable
{
    private Action? _release = release;

    /// <summary>The image.</summary>
    public T Image { get; } = image;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _release, null) is { } giveBack)
        {
            Image.Dispose();
            giveBack();
        }
    }
}

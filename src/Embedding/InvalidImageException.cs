namespace HyperFace.Embedding;

/// <summary>An image was refused. The message says what was wrong with it.</summary>
public sealed class InvalidImageException : Exception
{
    internal InvalidImageException(InvalidImageReason reason, string message, Exception? inner = null)
        : base(message, inner)
    {
        Reason = reason;
    }

    /// <summary>Why.</summary>
    public InvalidImageReason Reason { get; }
}

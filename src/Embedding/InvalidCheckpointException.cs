namespace HyperFace.Embedding;

/// <summary>A checkpoint was refused. The message says what was wrong with it, and where.</summary>
public sealed class InvalidCheckpointException : Exception
{
    internal InvalidCheckpointException(InvalidCheckpointReason reason, string message, Exception? inner = null)
        : base(message, inner)
    {
        Reason = reason;
    }

    /// <summary>Why.</summary>
    public InvalidCheckpointReason Reason { get; }
}

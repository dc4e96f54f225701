namespace HyperFace.Synthesis;

/// <summary>A file of points or of embeddings cannot be used; the message says which, where and why.</summary>
public sealed class InvalidPointsException : Exception
{
    internal InvalidPointsException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

namespace HyperFace.Embedding;

/// <summary>A model cannot be used: it is missing, damaged, or not what its manifest says. The message says what to do.</summary>
public sealed class ModelException : Exception
{
    internal ModelException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

namespace HyperFace.Embedding;

/// <summary>The execution provider asked for is unknown, not in this build, or not on this machine. The message names it and those that are there.</summary>
public sealed class ExecutionProviderException : Exception
{
    internal ExecutionProviderException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

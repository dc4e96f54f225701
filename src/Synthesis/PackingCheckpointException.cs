namespace HyperFace.Synthesis;

/// <summary>A packing cannot go on from a checkpoint: the file is damaged, of another version, or of another packing.</summary>
public sealed class PackingCheckpointException : Exception
{
    internal PackingCheckpointException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

namespace HyperFace.Search;

/// <summary>A snapshot file is not one, is of another version, or is damaged; the message names file, section and offset.</summary>
public sealed class SnapshotFormatException : IOException
{
    internal SnapshotFormatException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

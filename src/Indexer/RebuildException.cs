namespace HyperFace.Indexer;

/// <summary>A new generation did not pass its audit and was thrown away; the old one goes on serving.</summary>
public sealed class RebuildException : GalleryException
{
    internal RebuildException(string message, Exception? inner = null)
        : base("rebuild", message, inner)
    {
    }
}

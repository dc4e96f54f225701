namespace HyperFace.Indexer;

/// <summary>The disk refused: full, read-only or broken. What was not acknowledged did not happen.</summary>
public sealed class GalleryStorageException : GalleryException
{
    internal GalleryStorageException(string message, Exception? inner = null)
        : base("storage", message, inner)
    {
    }
}

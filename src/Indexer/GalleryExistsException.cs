namespace HyperFace.Indexer;

/// <summary>A gallery of that name exists already.</summary>
public sealed class GalleryExistsException : GalleryException
{
    internal GalleryExistsException(string message, Exception? inner = null)
        : base("galleryExists", message, inner)
    {
    }
}

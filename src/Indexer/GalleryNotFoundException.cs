namespace HyperFace.Indexer;

/// <summary>There is no gallery of that name.</summary>
public sealed class GalleryNotFoundException : GalleryException
{
    internal GalleryNotFoundException(string message, Exception? inner = null)
        : base("galleryNotFound", message, inner)
    {
    }
}

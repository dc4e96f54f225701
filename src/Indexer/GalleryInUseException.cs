namespace HyperFace.Indexer;

/// <summary>Another process, or another part of this one, has the gallery open.</summary>
public sealed class GalleryInUseException : GalleryException
{
    internal GalleryInUseException(string message, Exception? inner = null)
        : base("galleryInUse", message, inner)
    {
    }
}

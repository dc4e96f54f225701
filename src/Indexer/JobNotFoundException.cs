namespace HyperFace.Indexer;

/// <summary>The gallery has no such job.</summary>
public sealed class JobNotFoundException : GalleryException
{
    internal JobNotFoundException(string message, Exception? inner = null)
        : base("jobNotFound", message, inner)
    {
    }
}

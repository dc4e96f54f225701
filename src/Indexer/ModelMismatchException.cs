namespace HyperFace.Indexer;

/// <summary>A template or an image model does not belong to the model that the gallery is pinned to.</summary>
public sealed class ModelMismatchException : GalleryException
{
    internal ModelMismatchException(string message, Exception? inner = null)
        : base("modelMismatch", message, inner)
    {
    }
}

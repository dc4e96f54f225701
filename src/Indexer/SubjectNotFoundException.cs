namespace HyperFace.Indexer;

/// <summary>The gallery has no such subject or template.</summary>
public sealed class SubjectNotFoundException : GalleryException
{
    internal SubjectNotFoundException(string message, Exception? inner = null)
        : base("subjectNotFound", message, inner)
    {
    }
}

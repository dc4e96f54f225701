namespace HyperFace.Indexer;

/// <summary>A source of enrolments cannot be read as a whole: nothing of it was enrolled.</summary>
public sealed class ImportException : GalleryException
{
    internal ImportException(string message, Exception? inner = null)
        : base("import", message, inner)
    {
    }
}

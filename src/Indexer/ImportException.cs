namespace HyperFace.Indexer;

/// <summary>A source of enrolments cannot be read as a whole: nothing of it was enrolled.</summary>
public sealed class ImportException : GalleryException
{
    internal ImportException(string message, Exception? inner = null)
        : base("import", message, inner)
    {
    }

    /// <summary>How a file that this house's readers refuse is told of here.</summary>
    internal static ImportException Refusal(string message, Exception? inner) => new(message, inner);
}

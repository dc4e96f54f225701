namespace HyperFace.Indexer;

/// <summary>Something asked of a gallery could not be done. The message says what was wrong, where, and what to do.</summary>
/// <param name="code">A stable, machine-readable name of the reason, for instance <c>galleryNotFound</c>.</param>
/// <param name="message">The explanation for a person.</param>
/// <param name="inner">The cause, if another exception was.</param>
public abstract class GalleryException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>A stable, machine-readable name of the reason.</summary>
    public string Code { get; } = code;
}

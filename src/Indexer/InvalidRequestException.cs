namespace HyperFace.Indexer;

/// <summary>A value in the request is out of its range; the message names it.</summary>
public sealed class InvalidRequestException : GalleryException
{
    internal InvalidRequestException(string message, Exception? inner = null)
        : base("invalidRequest", message, inner)
    {
    }
}

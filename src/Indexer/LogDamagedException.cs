namespace HyperFace.Indexer;

/// <summary>A gallery's log cannot be read somewhere; the message names segment and offset.</summary>
public sealed class LogDamagedException : GalleryException
{
    internal LogDamagedException(string message, Exception? inner = null)
        : base("logDamaged", message, inner)
    {
    }
}

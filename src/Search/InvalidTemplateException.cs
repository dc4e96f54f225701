namespace HyperFace.Search;

/// <summary>A vector cannot be a template or a probe; the index is unchanged.</summary>
public sealed class InvalidTemplateException : ArgumentException
{
    internal InvalidTemplateException(InvalidTemplateReason reason, string message)
        : base(message)
    {
        Reason = reason;
    }

    /// <summary>Why.</summary>
    public InvalidTemplateReason Reason { get; }
}

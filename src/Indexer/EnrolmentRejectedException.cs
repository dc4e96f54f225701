namespace HyperFace.Indexer;

/// <summary>One face was not enrolled, for the reasons given. Nothing was changed.</summary>
public sealed class EnrolmentRejectedException : GalleryException
{
    internal EnrolmentRejectedException(RejectionReason reason, string message, Exception? inner = null)
        : base("rejected", message, inner)
    {
        Reason = reason;
    }

    /// <summary>Why.</summary>
    public RejectionReason Reason { get; }
}

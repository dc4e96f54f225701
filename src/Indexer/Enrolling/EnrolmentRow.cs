namespace HyperFace.Indexer.Enrolling;

/// <summary>One face of a source: an image file or an embedding, or the reason why the row is neither.</summary>
internal sealed record EnrolmentRow(long Row, string Label, string? SubjectId)
{
    /// <summary>The image file, for sources of images.</summary>
    public string? ImagePath { get; init; }

    /// <summary>The embedding, for sources of embeddings.</summary>
    public float[]? Embedding { get; init; }

    /// <summary>Metadata that the row carries.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>Why the row cannot be enrolled, found while reading it.</summary>
    public (RejectionReason Reason, string Message)? Fault { get; init; }
}

namespace HyperFace.Synthesis;

/// <summary>What a gallery of embeddings came to.</summary>
public sealed record LoadGalleryReport
{
    /// <summary>Templates written.</summary>
    public required long Templates { get; init; }

    /// <summary>Subject ids that they bear. A subject all of whose templates bear others' ids is not among them.</summary>
    public required int Subjects { get; init; }

    /// <summary>Mated probes; as many non-mated ones follow them.</summary>
    public required int Probes { get; init; }

    /// <summary>Floats of an embedding.</summary>
    public required int Dimension { get; init; }

    /// <summary>Of the people, the order and what is planted.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How embeddings were spread.</summary>
    public required EmbeddingProfile Profile { get; init; }

    /// <summary>Subjects planted who are enrolled under another id too.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Subjects planted who are somebody's twin.</summary>
    public required int Twins { get; init; }

    /// <summary>Templates planted that bear somebody else's id.</summary>
    public required long Mislabels { get; init; }

    /// <summary>Similarities of probes with their mate's first template, of a sample of subjects drawn as if nothing were planted.</summary>
    public required SimilaritySpread Mated { get; init; }

    /// <summary>Similarities of their probes with the first templates of others; null of a single subject.</summary>
    public required SimilaritySpread? NonMated { get; init; }
}

using HyperFace.Indexer;

namespace HyperFace.Host.Resources;

/// <summary>A gallery as it stands.</summary>
internal sealed record GalleryResource
{
    /// <summary>The gallery's name.</summary>
    public required string GalleryId { get; init; }

    /// <summary>A line for people; null when there is none.</summary>
    public string? Description { get; init; }

    /// <summary>Fingerprint of the model that the gallery is pinned to: 64 hexadecimal digits.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>Length of a template.</summary>
    public required int Dimension { get; init; }

    /// <summary>Similarity (−1 to 1) from which a candidate is a match when a request names none; null when none is known.</summary>
    public float? Threshold { get; init; }

    /// <summary>When the gallery was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Subjects enrolled.</summary>
    public required long SubjectCount { get; init; }

    /// <summary>Templates enrolled.</summary>
    public required long TemplateCount { get; init; }

    /// <summary>Whether searches are as fast as they can be, or a rebuild would help, or part of the log cannot be read.</summary>
    public required IndexState IndexState { get; init; }

    /// <summary>Generation of the index: grows by one with each rebuild.</summary>
    public required ulong IndexGeneration { get; init; }

    /// <summary>Templates that the graph reaches.</summary>
    public required long Linked { get; init; }

    /// <summary>Templates found by scanning until the next rebuild.</summary>
    public required long Pending { get; init; }

    /// <summary>Number of the last change that is on the device.</summary>
    public required ulong LastLsn { get; init; }

    /// <summary>Bytes of log, catalogue and index on disk.</summary>
    public required long BytesOnDisk { get; init; }

    /// <summary>Bytes of memory that the index holds.</summary>
    public required long BytesInMemory { get; init; }

    /// <summary>Parts of the log that cannot be read; empty in good health.</summary>
    public required IReadOnlyList<DamageResource> Damage { get; init; }

    /// <summary>The gallery as it stands now.</summary>
    public static GalleryResource From(Gallery gallery)
    {
        GalleryInfo info = gallery.Info;
        return new GalleryResource
        {
            GalleryId = info.GalleryId,
            Description = info.Description,
            ModelVersion = info.Fingerprint.ToString(),
            Dimension = info.Dimension,
            Threshold = info.Threshold,
            CreatedAt = info.CreatedAt,
            SubjectCount = info.Subjects,
            TemplateCount = info.Templates,
            IndexState = info.Damage.Count > 0 ? IndexState.Damaged : gallery.IsRebuildDue ? IndexState.RebuildDue : IndexState.Ready,
            IndexGeneration = info.Generation,
            Linked = info.Linked,
            Pending = info.Pending,
            LastLsn = info.LastLsn,
            BytesOnDisk = info.BytesOnDisk,
            BytesInMemory = info.BytesInMemory,
            Damage = [.. info.Damage.Select(DamageResource.From)],
        };
    }
}

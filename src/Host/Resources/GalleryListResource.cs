namespace HyperFace.Host.Resources;

/// <summary>The galleries of a data folder.</summary>
internal sealed record GalleryListResource
{
    /// <summary>The galleries, in ordinal order of their names.</summary>
    public required IReadOnlyList<GalleryListEntry> Galleries { get; init; }
}

using HyperFace.Indexer;

namespace HyperFace.Host.Resources;

/// <summary>A gallery in a list: as it stands, or why it cannot be opened.</summary>
internal sealed record GalleryListEntry
{
    /// <summary>The gallery's name.</summary>
    public required string GalleryId { get; init; }

    /// <summary>The gallery; null when it cannot be opened.</summary>
    public GalleryResource? Gallery { get; init; }

    /// <summary>Why it cannot be opened; null otherwise.</summary>
    public ErrorResource? Error { get; init; }

    /// <summary>Looks into one gallery: one that is damaged or in use must not hide the others.</summary>
    /// <param name="galleries">The store.</param>
    /// <param name="galleryId">The gallery.</param>
    /// <param name="hide">Takes out of a text what the reader must not see; null shows all.</param>
    public static GalleryListEntry Read(GalleryStore galleries, string galleryId, Func<string, string>? hide = null)
    {
        try
        {
            return new GalleryListEntry { GalleryId = galleryId, Gallery = GalleryResource.From(galleries.Open(galleryId)) };
        }
        catch (GalleryException e)
        {
            return new GalleryListEntry { GalleryId = galleryId, Error = new ErrorResource { Code = e.Code, Message = hide is null ? e.Message : hide(e.Message) } };
        }
    }
}

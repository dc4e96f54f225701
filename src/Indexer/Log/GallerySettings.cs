namespace HyperFace.Indexer.Log;

/// <summary>What a gallery is from its first moment on, as <c>log/current</c> holds it.</summary>
internal sealed record GallerySettings(
    string GalleryId,
    string Fingerprint,
    int Dimension,
    long CreatedUnixMilliseconds,
    float? Threshold = null,
    string? Description = null,
    string? ModelPath = null);

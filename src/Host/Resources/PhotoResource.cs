using HyperFace.Embedding;

namespace HyperFace.Host.Resources;

/// <summary>What a photo shows.</summary>
internal sealed record PhotoResource
{
    /// <summary>Width of the upright photo, in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height of the upright photo, in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Why the photo as a whole is refused; empty when it is not.</summary>
    public required IReadOnlyList<ReasonResource> Reasons { get; init; }

    /// <summary>Every face that was found, the largest first.</summary>
    public required IReadOnlyList<FaceResource> Faces { get; init; }

    /// <summary>The crops that were written, of the faces that were cut out.</summary>
    public required IReadOnlyList<string> Crops { get; init; }

    /// <summary>The resource for a photo.</summary>
    public static PhotoResource From(PhotoFaces photo, IReadOnlyList<string> crops) => new()
    {
        Width = photo.Width,
        Height = photo.Height,
        Reasons = [.. photo.Flaws.Select(ReasonResource.From)],
        Faces = [.. photo.Faces.Select(face => FaceResource.From(face)).OfType<FaceResource>()],
        Crops = crops,
    };
}

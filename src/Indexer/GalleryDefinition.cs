using HyperFace.Embedding;

namespace HyperFace.Indexer;

/// <summary>What a gallery is from its first moment on. The fingerprint and the dimension never change.</summary>
public sealed record GalleryDefinition
{
    /// <summary>The gallery's name: 1 to 64 of <c>a-z 0-9 . _ -</c>, beginning with a letter or digit.</summary>
    public required string GalleryId { get; init; }

    /// <summary>The model whose templates the gallery holds; no other is let in.</summary>
    public required ModelFingerprint Fingerprint { get; init; }

    /// <summary>Length of a template, 2 to 4096.</summary>
    public required int Dimension { get; init; }

    /// <summary>Similarity (−1..1) from which a candidate is a match, when a request names none. Null: none is known.</summary>
    public float? Threshold { get; init; }

    /// <summary>A line for people, up to 500 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Where the model's manifest lay when the gallery was made: a hint, checked against the fingerprint before use.</summary>
    public string? ModelPath { get; init; }

    /// <summary>A gallery for templates of the model at <paramref name="modelPath"/>: fingerprint, dimension and threshold are those of its manifest.</summary>
    /// <param name="galleryId">The gallery's name.</param>
    /// <param name="modelPath">The manifest, or the ONNX file that it lies beside.</param>
    /// <exception cref="ModelException">There is no valid manifest.</exception>
    public static GalleryDefinition ForModel(string galleryId, string modelPath)
    {
        ModelManifest manifest = ModelManifest.Load(modelPath);
        return new GalleryDefinition
        {
            GalleryId = galleryId,
            Fingerprint = manifest.Fingerprint,
            Dimension = manifest.Dimension,
            Threshold = manifest.Threshold,
            ModelPath = Path.GetFullPath(modelPath),
        };
    }
}

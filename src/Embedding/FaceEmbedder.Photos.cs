using HyperFace.Embedding.Alignment;
using HyperFace.Embedding.Decoding;
using HyperFace.Embedding.Photos;

namespace HyperFace.Embedding;

public sealed partial class FaceEmbedder
{
    /// <summary>
    /// Makes the faces of a photo ready to embed: decodes it, finds its faces, aligns each to the model's template, and
    /// measures its quality. Without a detector the image is taken for a face that is aligned already, as by
    /// <see cref="Prepare(ReadOnlySpan{byte})"/>, and is not measured.
    /// </summary>
    /// <param name="photo">A JPEG, PNG, WebP or BMP file.</param>
    /// <param name="detector">Finds the faces; null for images that are aligned already.</param>
    /// <param name="options">Which faces are taken; null takes the defaults.</param>
    /// <returns>Every face found, with its crop where it is taken and with the reasons where it is not.</returns>
    /// <exception cref="InvalidImageException">The photo is refused.</exception>
    /// <exception cref="DecodingUnavailableException">Too many images took too long and still run.</exception>
    /// <exception cref="ModelException">The detector gave answers that are none, or faces cannot be aligned to this model's template.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    /// <exception cref="ObjectDisposedException">The detector was disposed.</exception>
    public PhotoFaces Prepare(ReadOnlySpan<byte> photo, FaceDetector? detector, PhotoOptions? options = null)
    {
        options ??= new PhotoOptions();
        options.Validate();
        if (detector is null)
        {
            return AlignedAlready(Prepare(photo));
        }

        AlignmentTarget target = AlignmentTarget.Of(Manifest);
        using HeldImage<Photo> decoded = _decoding.Hold(photo, (file, header) => Photo.Decode(file, header, options.MaxSide));
        return PhotoPreparation.Run(decoded.Image, detector, options, target);
    }

    /// <summary>Embeds the faces of a photo that are taken: decode, detect, align, infer, normalise.</summary>
    /// <param name="photo">A JPEG, PNG, WebP or BMP file.</param>
    /// <param name="detector">Finds the faces; null for images that are aligned already.</param>
    /// <param name="options">Which faces are taken; null takes the defaults.</param>
    /// <returns>The faces, the largest first; at least one.</returns>
    /// <exception cref="FaceRefusedException">No face of the photo is taken; it says why.</exception>
    /// <exception cref="InvalidImageException">The photo is refused.</exception>
    /// <exception cref="DecodingUnavailableException">Too many images took too long and still run.</exception>
    /// <exception cref="ModelException">Detector or model gave answers that are none, or faces cannot be aligned to this model's template.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    /// <exception cref="ObjectDisposedException">The embedder or the detector was disposed.</exception>
    public IReadOnlyList<EmbeddedFace> Embed(ReadOnlySpan<byte> photo, FaceDetector? detector, PhotoOptions? options = null)
    {
        options ??= new PhotoOptions();
        IReadOnlyList<PhotoFace> faces = Prepare(photo, detector, options).RequireAccepted();
        IReadOnlyList<FaceTemplate> templates = Embed([.. faces.Select(face => face.Aligned!)]);
        return RequireNorms([.. faces.Zip(templates, (face, template) => new EmbeddedFace(face, template))], detector is null ? QualityThresholds.Of(QualityLevel.None) : options.EffectiveThresholds);
    }

    private static PhotoFaces AlignedAlready(AlignedFace face) => new()
    {
        Width = face.Width,
        Height = face.Height,
        Faces = [new PhotoFace { Aligned = face, Flaws = [] }],
        Flaws = [],
    };

    // The one measure that is known only from the embedding itself.
    private static EmbeddedFace[] RequireNorms(EmbeddedFace[] faces, QualityThresholds asked)
    {
        EmbeddedFace[] good = [.. faces.Where(face => asked.FlawsOf(face.Template).Count == 0)];
        return good.Length > 0 ? good : throw new FaceRefusedException([.. faces.SelectMany(face => asked.FlawsOf(face.Template))]);
    }
}

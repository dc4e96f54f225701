using HyperFace.Embedding.Alignment;
using HyperFace.Embedding.Quality;

namespace HyperFace.Embedding.Photos;

/// <summary>From a decoded photo to faces ready to embed: detect, choose, align, measure.</summary>
internal static class PhotoPreparation
{
    public static PhotoFaces Run(Photo photo, FaceDetector detector, PhotoOptions options, AlignmentTarget target)
    {
        var choice = FaceChoice.Of(detector.Find(photo), options);
        QualityThresholds asked = options.EffectiveThresholds;
        return new PhotoFaces
        {
            Width = photo.FullWidth,
            Height = photo.FullHeight,
            Faces = [.. choice.Faces.Select(face => face.Flaws.Count > 0 ? new PhotoFace { Detection = face.Face, Flaws = face.Flaws } : Prepare(photo, face.Face, target, asked))],
            Flaws = choice.Flaws,
        };
    }

    private static PhotoFace Prepare(Photo photo, DetectedFace face, AlignmentTarget target, QualityThresholds asked)
    {
        if (photo.Align(face.Landmarks, target) is not { } aligned)
        {
            return new PhotoFace { Detection = face, Flaws = [new QualityFlaw(QualityReason.DegenerateLandmarks, "the five points coincide or lie as on no face, which cannot be aligned")] };
        }

        // Measured at one size, so that a level means the same whatever the model's input.
        AlignedFace crop = target == AlignmentTarget.Standard ? aligned : photo.Align(face.Landmarks, AlignmentTarget.Standard)!;
        FaceQuality quality = QualityMeasure.Of(face, crop);
        return new PhotoFace { Detection = face, Aligned = aligned, Quality = quality, Flaws = asked.FlawsOf(quality) };
    }
}

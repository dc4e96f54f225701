namespace HyperFace.Embedding.Quality;

/// <summary>Everything that is measured of one face.</summary>
internal static class QualityMeasure
{
    /// <param name="face">What the detector said.</param>
    /// <param name="crop">Its aligned crop of 112 × 112 pixels.</param>
    public static FaceQuality Of(DetectedFace face, AlignedFace crop)
    {
        PictureMeasure picture = PictureMeasure.Of(crop.Rgb.Span);
        HeadPose pose = HeadPose.Of(face.Landmarks);
        return new FaceQuality
        {
            Sharpness = picture.Sharpness,
            Brightness = picture.Brightness,
            Contrast = picture.Contrast,
            Clipped = picture.Clipped,
            Yaw = pose.Yaw,
            Pitch = pose.Pitch,
            Roll = pose.Roll,
            FaceSize = face.Box.Size,
            EyeDistance = face.Landmarks.EyeDistance,
            Confidence = face.Score,
        };
    }
}

namespace HyperFace.Embedding;

/// <summary>
/// The five points of a face that alignment uses, in pixels of the upright photo. Left and right are the picture's: the
/// eye on the left of the picture is the person's right eye.
/// </summary>
/// <param name="LeftEye">Middle of the eye on the left of the picture.</param>
/// <param name="RightEye">Middle of the eye on the right of the picture.</param>
/// <param name="Nose">Tip of the nose.</param>
/// <param name="LeftMouth">Corner of the mouth on the left of the picture.</param>
/// <param name="RightMouth">Corner of the mouth on the right of the picture.</param>
public readonly record struct FaceLandmarks(FacePoint LeftEye, FacePoint RightEye, FacePoint Nose, FacePoint LeftMouth, FacePoint RightMouth)
{
    /// <summary>Distance between the eyes, in pixels.</summary>
    public float EyeDistance => MathF.Sqrt(
        ((RightEye.X - LeftEye.X) * (RightEye.X - LeftEye.X)) + ((RightEye.Y - LeftEye.Y) * (RightEye.Y - LeftEye.Y)));

    /// <summary>The points in the order of the parameters.</summary>
    internal FacePoint[] ToArray() => [LeftEye, RightEye, Nose, LeftMouth, RightMouth];

    /// <summary>The points of a photo that is so much wider and higher.</summary>
    internal FaceLandmarks Times(double x, double y) => new(
        Scale(LeftEye, x, y), Scale(RightEye, x, y), Scale(Nose, x, y), Scale(LeftMouth, x, y), Scale(RightMouth, x, y));

    private static FacePoint Scale(FacePoint point, double x, double y) => new((float)(point.X * x), (float)(point.Y * y));
}

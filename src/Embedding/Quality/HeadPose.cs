using HyperFace.Embedding.Alignment;

namespace HyperFace.Embedding.Quality;

/// <summary>
/// Yaw, pitch and roll from the five points, in degrees: the rotation of a mean head under scaled orthographic projection
/// (the first step of DeMenthon and Davis 1995). The head is the ArcFace template with depth: the tip of the nose stands
/// 0.40 eye distances before the eyes, the corners of the mouth 0.03. People differ from it, by some ten degrees.
/// </summary>
internal readonly record struct HeadPose(float Yaw, float Pitch, float Roll)
{
    private const double NoseDepth = 0.40;
    private const double MouthDepth = 0.03;

    private static readonly double[] X = new double[ArcFaceTemplate.Points];
    private static readonly double[] Y = new double[ArcFaceTemplate.Points];
    private static readonly double[] Z = new double[ArcFaceTemplate.Points];
    private static readonly double Xx;
    private static readonly double Yy;
    private static readonly double Yz;
    private static readonly double Zz;

    // The template's two halves are made alike, so that x stands apart from y and z, and each image axis takes the
    // solution of one equation and of two.
    static HeadPose()
    {
        double eyes = ArcFaceTemplate.X[1] - ArcFaceTemplate.X[0];
        double mouth = ArcFaceTemplate.X[4] - ArcFaceTemplate.X[3];
        double eyesY = (ArcFaceTemplate.Y[0] + ArcFaceTemplate.Y[1]) / 2;
        double mouthY = (ArcFaceTemplate.Y[3] + ArcFaceTemplate.Y[4]) / 2;
        (double X, double Y, double Z)[] head =
        [
            (-eyes / 2, eyesY, 0),
            (eyes / 2, eyesY, 0),
            (0, ArcFaceTemplate.Y[2], NoseDepth * eyes),
            (-mouth / 2, mouthY, MouthDepth * eyes),
            (mouth / 2, mouthY, MouthDepth * eyes),
        ];
        double meanY = head.Average(point => point.Y);
        double meanZ = head.Average(point => point.Z);
        for (int i = 0; i < head.Length; i++)
        {
            (X[i], Y[i], Z[i]) = (head[i].X, head[i].Y - meanY, head[i].Z - meanZ);
            Xx += X[i] * X[i];
            Yy += Y[i] * Y[i];
            Yz += Y[i] * Z[i];
            Zz += Z[i] * Z[i];
        }
    }

    /// <summary>The pose; all zero when the points coincide.</summary>
    public static HeadPose Of(FaceLandmarks landmarks)
    {
        FacePoint[] points = landmarks.ToArray();
        (double X, double Y, double Z) across = Unit(Row(points, point => point.X));
        (double X, double Y, double Z) down = Row(points, point => point.Y);
        double along = Dot(down, across);
        down = Unit((down.X - (along * across.X), down.Y - (along * across.Y), down.Z - (along * across.Z)));
        if (Dot(across, across) == 0 || Dot(down, down) == 0)
        {
            return default;
        }

        // The third row of the rotation, towards the viewer.
        double toX = (across.Y * down.Z) - (across.Z * down.Y);
        double toY = (across.Z * down.X) - (across.X * down.Z);
        double toZ = (across.X * down.Y) - (across.Y * down.X);
        return new HeadPose(
            Degrees(Math.Atan2(-toX, toZ)),
            Degrees(-Math.Asin(Math.Clamp(toY, -1, 1))),
            Degrees(Math.Atan2(-across.Y, down.Y)));
    }

    // How much of the head's x, y and z goes into one axis of the image: least squares over the five points.
    private static (double X, double Y, double Z) Row(FacePoint[] points, Func<FacePoint, double> axis)
    {
        double x = 0;
        double y = 0;
        double z = 0;
        double mean = points.Average(axis);
        for (int i = 0; i < points.Length; i++)
        {
            double value = axis(points[i]) - mean;
            x += X[i] * value;
            y += Y[i] * value;
            z += Z[i] * value;
        }

        double determinant = (Yy * Zz) - (Yz * Yz);
        return (x / Xx, ((Zz * y) - (Yz * z)) / determinant, ((Yy * z) - (Yz * y)) / determinant);
    }

    private static (double X, double Y, double Z) Unit((double X, double Y, double Z) vector)
    {
        double length = Math.Sqrt(Dot(vector, vector));
        return length > 0 ? (vector.X / length, vector.Y / length, vector.Z / length) : default;
    }

    private static double Dot((double X, double Y, double Z) a, (double X, double Y, double Z) b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);

    private static float Degrees(double radians) => (float)(radians * 180 / Math.PI);
}

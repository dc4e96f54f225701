namespace HyperFace.Embedding.Alignment;

/// <summary>
/// Fits the template to five points of an image, in closed form. The two fits differ in where the error is least, and
/// with it, where the points do not fit exactly, in scale.
/// </summary>
internal static class SimilarityFit
{
    /// <summary>
    /// How well the points must agree with the template: the correlation of the two sets of points, 1 for a face straight
    /// ahead, about 0.93 for one turned by 65 degrees, 0.2 for points in mirrored order.
    /// </summary>
    private const double LeastAgreement = 0.6;

    /// <summary>Pixels of the image for one of the template: below, the points coincide; above, they are in no picture.</summary>
    private const double SmallestScale = 0.02;
    private const double LargestScale = 10_000;

    /// <summary>The map from the template to the image; null when the points are degenerate.</summary>
    /// <param name="landmarks">The points, in pixels of the image.</param>
    /// <param name="fit">Where the error is least.</param>
    public static SimilarityMap? Of(FaceLandmarks landmarks, AlignmentFit fit)
    {
        FacePoint[] points = landmarks.ToArray();
        double meanX = ArcFaceTemplate.X.Average();
        double meanY = ArcFaceTemplate.Y.Average();
        double meanU = points.Average(point => (double)point.X);
        double meanV = points.Average(point => (double)point.Y);
        double template = 0;
        double image = 0;
        double along = 0;
        double across = 0;
        for (int i = 0; i < points.Length; i++)
        {
            double x = ArcFaceTemplate.X[i] - meanX;
            double y = ArcFaceTemplate.Y[i] - meanY;
            double u = points[i].X - meanU;
            double v = points[i].Y - meanV;
            template += (x * x) + (y * y);
            image += (u * u) + (v * v);
            along += (x * u) + (y * v);
            across += (y * u) - (x * v);
        }

        double common = (along * along) + (across * across);
        double agreement = Math.Sqrt(common / (template * image));
        if (!(agreement >= LeastAgreement))
        {
            return null;
        }

        // Image: a = along / template, the least squares of u and v. Template: the least squares of x and y by the
        // inverse map, along / image, turned around.
        double divisor = fit == AlignmentFit.Image ? template : common / image;
        double a = along / divisor;
        double b = across / divisor;
        var map = new SimilarityMap(a, b, meanU - (a * meanX) - (b * meanY), meanV - (a * meanY) + (b * meanX));
        return map.Scale is >= SmallestScale and <= LargestScale ? map : null;
    }
}

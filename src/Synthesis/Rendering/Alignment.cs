namespace HyperFace.Synthesis.Rendering;

/// <summary>
/// The similarity that brings eyes, nose tip and corners of the mouth nearest to the five points of the ArcFace template
/// (least squares, as in Umeyama 1991), and then the detector's error on top.
/// </summary>
internal sealed class Alignment
{
    private static readonly float[] TemplateX = [38.2946f, 73.5318f, 56.0252f, 41.5493f, 70.7299f];
    private static readonly float[] TemplateY = [51.6963f, 51.5014f, 71.7366f, 92.3655f, 92.2041f];

    private readonly float _a;
    private readonly float _b;
    private readonly float _x;
    private readonly float _y;

    public Alignment(FaceLayout layout, HeadPose pose, in FaceVariation variation, float pixelsPerUnit)
    {
        Vector[] points =
        [
            new(-layout.EyeX, 0f, -5f),
            new(layout.EyeX, 0f, -5f),
            new(0f, layout.NoseTipY, layout.NoseTipZ),
            new(-layout.Mouth.HalfWidth, layout.Mouth.CornerY, -4f),
            new(layout.Mouth.HalfWidth, layout.Mouth.CornerY, -4f),
        ];
        float meanX = 0f;
        float meanY = 0f;
        float templateX = 0f;
        float templateY = 0f;
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = pose.ToCamera(points[i]);
            meanX += points[i].X / 5f;
            meanY += points[i].Y / 5f;
            templateX += TemplateX[i] / 5f;
            templateY += TemplateY[i] / 5f;
        }

        float along = 0f;
        float across = 0f;
        float square = 0f;
        for (int i = 0; i < points.Length; i++)
        {
            float px = points[i].X - meanX;
            float py = points[i].Y - meanY;
            float qx = TemplateX[i] - templateX;
            float qy = TemplateY[i] - templateY;
            along += (px * qx) + (py * qy);
            across += (px * qy) - (py * qx);
            square += (px * px) + (py * py);
        }

        float roll = Approximation.Radians(variation.Roll);
        float sin = Approximation.Sin(roll) * variation.Scale;
        float cos = Approximation.Cos(roll) * variation.Scale;
        float a = along / square;
        float b = across / square;
        float x = templateX - ((a * meanX) - (b * meanY)) - 56f;
        float y = templateY - ((b * meanX) + (a * meanY)) - 56f;
        _a = ((cos * a) - (sin * b)) * pixelsPerUnit;
        _b = ((sin * a) + (cos * b)) * pixelsPerUnit;
        _x = ((cos * x) - (sin * y) + 56f + variation.ShiftX) * pixelsPerUnit;
        _y = ((sin * x) + (cos * y) + 56f + variation.ShiftY) * pixelsPerUnit;
    }

    /// <summary>Samples a face unit.</summary>
    public float Scale => MathF.Sqrt((_a * _a) + (_b * _b));

    /// <summary>From camera space to samples of the picture; z stays.</summary>
    public Vector ToPicture(Vector p) => new((_a * p.X) - (_b * p.Y) + _x, (_b * p.X) + (_a * p.Y) + _y, p.Z);

    /// <summary>From samples of the picture to camera space, at depth 0.</summary>
    public Vector ToCamera(float x, float y)
    {
        float dx = x - _x;
        float dy = y - _y;
        float square = (_a * _a) + (_b * _b);
        return new Vector(((_a * dx) + (_b * dy)) / square, ((_a * dy) - (_b * dx)) / square, 0f);
    }
}

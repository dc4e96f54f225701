namespace HyperFace.Embedding.Alignment;

/// <summary>
/// Where the five points lie in an aligned face of 112 × 112 pixels: eye on the left of the picture, eye on the right,
/// nose, corner of the mouth on the left, on the right. The digits are those of AdaFace's alignment code; InsightFace has
/// the same, rounded.
/// </summary>
internal static class ArcFaceTemplate
{
    /// <summary>What a manifest's <c>alignment</c> calls it.</summary>
    public const string Name = "arcface-112";

    public const int Side = 112;
    public const int Points = 5;

    public static readonly double[] X = [38.29459953, 73.53179932, 56.02519989, 41.54930115, 70.72990036];
    public static readonly double[] Y = [51.69630051, 51.50139999, 71.73660278, 92.36550140, 92.20410156];
}

using System.Numerics;

namespace HyperFace.Tests.Photos;

/// <summary>
/// Where the two markers of a face in a <see cref="MarkedScene"/> lie, and where its five points are, told by the
/// markers alone. A face is a square of side 1, upper left at the origin; complex numbers are points, x + iy.
/// </summary>
internal static class MarkerGeometry
{
    /// <summary>Radius of a marker.</summary>
    public const double Radius = 0.035;

    /// <summary>Half the side of a face's box.</summary>
    public const double HalfBox = 0.4;

    private const double Side = 112;

    /// <summary>The magenta marker, outside of the square so that no crop shows it.</summary>
    public static readonly Complex Magenta = new(-0.06, -0.06);

    /// <summary>The green one, across.</summary>
    public static readonly Complex Green = new(1.06, 1.06);

    /// <summary>The points of the ArcFace template, in the order of the detectors; a pixel's middle is half a pixel from its edge.</summary>
    public static readonly Complex[] Points =
    [
        Point(38.29459953, 51.69630051),
        Point(73.53179932, 51.50139999),
        Point(56.02519989, 71.73660278),
        Point(41.54930115, 92.36550140),
        Point(70.72990036, 92.20410156),
    ];

    /// <summary>A point as a share of the way from the magenta marker to the green one, turned: point = M + (G − M) · share.</summary>
    public static Complex ShareOf(Complex point) => (point - Magenta) / (Green - Magenta);

    private static Complex Point(double x, double y) => new((x + 0.5) / Side, (y + 0.5) / Side);
}

using System.Numerics;
using HyperFace.Synthesis;

namespace HyperFace.Tests.Photos;

/// <summary>A synthetic face in a photo.</summary>
/// <param name="Identity">Who.</param>
/// <param name="Variation">In which pose and light.</param>
/// <param name="X">Middle of its square, in pixels from the left.</param>
/// <param name="Y">The same from the top.</param>
/// <param name="Side">Side of its square, in pixels.</param>
/// <param name="Turn">How it is turned, in degrees clockwise.</param>
internal sealed record MarkedFace(FaceIdentity Identity, FaceVariation Variation, double X, double Y, int Side, double Turn = 0)
{
    /// <summary>The five points, in whole-pixel coordinates of the photo: the middle of the first pixel is 0.</summary>
    public Complex[] Points => [.. MarkerGeometry.Points.Select(ToPhoto)];

    private Complex ToPhoto(Complex point) =>
        new Complex(X - 0.5, Y - 0.5) + ((point - new Complex(0.5, 0.5)) * Side * Complex.FromPolarCoordinates(1, Turn * Math.PI / 180));
}

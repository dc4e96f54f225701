using static HyperFace.Synthesis.Rendering.Approximation;

namespace HyperFace.Synthesis.Rendering;

/// <summary>Builds the grid of an ear: a leaning shell with a rim and a bowl, in rings from the middle outwards.</summary>
internal static class EarSurface
{
    private const int Spokes = 25;
    private const int Rings = 10;

    /// <param name="head">The person.</param>
    /// <param name="profile">The head that the ear is on.</param>
    /// <param name="side">-1 for the ear on the left of the picture, 1 for the right.</param>
    public static SurfaceGrid Build(HeadShape head, HeadProfile profile, float side)
    {
        var grid = new SurfaceGrid(SurfacePart.Ear, Spokes, Rings);
        float lean = Radians(31f + (15f * head.EarAngle));
        float sin = Sin(lean);
        float cos = Cos(lean);
        float halfHeight = 9.8f * (1f + (0.17f * head.EarSize));
        float halfWidth = 6.4f * (1f + (0.15f * head.EarSize));
        float middleY = 5.5f + (0.3f * halfHeight * 0.17f * head.EarSize);
        float rootX = profile.HalfWidth(middleY) - 1.8f;
        for (int ring = 0; ring < Rings; ring++)
        {
            float r = (float)ring / (Rings - 1);
            for (int spoke = 0; spoke < Spokes; spoke++)
            {
                float turn = -side * spoke * (6.2831853f / (Spokes - 1));
                float along = r * halfWidth * Cos(turn);
                float down = r * halfHeight * Sin(turn);
                along *= 1f - (0.28f * Unit(down / halfHeight));
                float rim = (1.7f * Hill(r - 0.86f, 0.3f)) - (2.6f * Hill(r - 0.15f, 0.6f)) + (0.9f * Hill(r - 0.6f, 0.16f));
                float back = along + (0.82f * halfWidth);
                ref SurfaceVertex vertex = ref grid.At(spoke, ring);
                vertex.Position = new Vector(
                    side * (rootX + (sin * back) + (cos * rim)),
                    middleY + down + (0.12f * back),
                    HeadProfile.AxisZ + 9f - (cos * back) + (sin * rim));
                vertex.PaintX = side * profile.Width;
                vertex.PaintY = middleY + down;
                vertex.Angle = side * 1.57f;
                vertex.Cavity = (1.5f * Hill(r - 0.3f, 0.5f)) - (0.6f * Hill(r - 0.9f, 0.3f));
            }
        }

        return grid;
    }
}

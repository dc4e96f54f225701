using static HyperFace.Synthesis.Rendering.Approximation;

namespace HyperFace.Synthesis.Rendering;

/// <summary>Builds the grid of the head: the bare head with the relief of the face.</summary>
internal static class HeadSurface
{
    private const int Columns = 89;
    private const int Rows = 100;
    private const float Reach = 2.3f;

    public static SurfaceGrid Build(HeadProfile profile, Relief relief)
    {
        var grid = new SurfaceGrid(SurfacePart.Face, Columns, Rows);
        var heights = new float[Columns * Rows];
        Span<float> sines = stackalloc float[Columns];
        Span<float> cosines = stackalloc float[Columns];
        Span<float> angles = stackalloc float[Columns];
        for (int column = 0; column < Columns; column++)
        {
            float u = ((2f * column) / (Columns - 1)) - 1f;
            angles[column] = Reach * ((0.46f * u) + (0.54f * u * u * u));
            sines[column] = Sin(angles[column]);
            cosines[column] = Cos(angles[column]);
        }

        for (int row = 0; row < Rows; row++)
        {
            float y = Lerp(HeadProfile.CrownY, profile.ChinY, Spread((float)row / (Rows - 1)));
            float halfWidth = profile.HalfWidth(y);
            float depth = profile.Depth(y);
            float flatness = HeadProfile.Flatness(y);
            for (int column = 0; column < Columns; column++)
            {
                Vector point = HeadProfile.Section(halfWidth, depth, flatness, sines[column], cosines[column], y);
                float height = cosines[column] <= 0f ? 0f : Step(0f, 0.3f, cosines[column]) * relief.At(point.X, y);
                heights[(row * Columns) + column] = height;
                ref SurfaceVertex vertex = ref grid.At(column, row);
                vertex.Position = new Vector(point.X, y, point.Z + height);
                vertex.Angle = angles[column];
                vertex.PaintX = point.X;
                vertex.PaintY = y;
            }
        }

        HollowOut(grid, heights);
        return grid;
    }

    // The rows stand closer at the chin, where the surface turns away.
    private static float Spread(float t)
    {
        const float Bend = 0.82f;
        const float Height = 2f * Bend / (1f + Bend);
        if (t < Bend)
        {
            return t * (Height / Bend);
        }

        float rest = (1f - t) / (1f - Bend);
        return 1f - ((1f - Height) * rest * rest);
    }

    private static void HollowOut(SurfaceGrid grid, float[] heights)
    {
        const int Near = 3;
        for (int row = Near; row < Rows - Near; row++)
        {
            for (int column = Near; column < Columns - Near; column++)
            {
                int at = (row * Columns) + column;
                float around = heights[at - Near] + heights[at + Near]
                    + heights[at - (Near * Columns)] + heights[at + (Near * Columns)];
                grid.Vertices[at].Cavity = (0.25f * around) - heights[at];
            }
        }
    }
}

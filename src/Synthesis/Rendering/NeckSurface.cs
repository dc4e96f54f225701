using static HyperFace.Synthesis.Rendering.Approximation;

namespace HyperFace.Synthesis.Rendering;

/// <summary>Builds the grid of neck and shoulders.</summary>
internal static class NeckSurface
{
    private const int Columns = 33;
    private const int Rows = 30;

    public static SurfaceGrid Build(HeadShape head)
    {
        var grid = new SurfaceGrid(SurfacePart.Neck, Columns, Rows);
        for (int row = 0; row < Rows; row++)
        {
            float y = 20f + (3.6f * row);
            float slope = (7f * Step(46f, 84f, y)) + (62f * Step(72f, 122f, y));
            float halfWidth = 25.5f + (2f * head.Width) + (1.2f * head.Jaw) + slope;
            float depth = 27f + (12f * Step(70f, 110f, y));
            for (int column = 0; column < Columns; column++)
            {
                float angle = 1.9f * (((2f * column) / (Columns - 1)) - 1f);
                float sin = Sin(angle);
                float cos = Cos(angle);
                float sinews = 1.6f * Hill(MathF.Abs(sin * 25f) - (14f - (0.12f * (y - 20f))), 5f) * Step(130f, 60f, y);
                ref SurfaceVertex vertex = ref grid.At(column, row);
                vertex.Position = new Vector(halfWidth * sin, y, -54f + ((depth + sinews) * cos));
                vertex.PaintX = halfWidth * sin;
                vertex.PaintY = y;
                vertex.Angle = angle;
            }
        }

        return grid;
    }
}

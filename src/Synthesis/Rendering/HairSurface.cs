using static HyperFace.Synthesis.Rendering.Approximation;

namespace HyperFace.Synthesis.Rendering;

/// <summary>Builds the grid of the hair: a shell around the head. Where it is bare, the paint leaves it out.</summary>
internal static class HairSurface
{
    private const int Columns = 105;
    private const int Rows = 60;
    private const float Reach = 3.05f;
    private const float Ear = -6f;

    public static SurfaceGrid Build(HairShape shape, HairTraits hair, HeadProfile profile)
    {
        var grid = new SurfaceGrid(SurfacePart.Hair, Columns, Rows);
        float top = HeadProfile.CrownY - 2f - shape.Lift(0f, HeadProfile.CrownY);
        for (int row = 0; row < Rows; row++)
        {
            float y = Lerp(top, shape.Bottom, (float)row / (Rows - 1));
            float headY = y < Ear ? Ear + ((y - Ear) * (HeadProfile.CrownY - Ear) / (top - Ear)) : y;
            float halfWidth = profile.HalfWidth(headY);
            float depth = profile.Depth(headY);
            if (shape.IsLong && y > Ear)
            {
                float fall = Step(Ear, 34f, y);
                halfWidth = MathF.Max(halfWidth, profile.Width * Lerp(0.985f, 0.93f, fall));
                depth = Lerp(depth, 43f, fall);
            }

            for (int column = 0; column < Columns; column++)
            {
                float angle = Reach * (((2f * column) / (Columns - 1)) - 1f);
                float lift = shape.Lift(angle, y);
                float sin = Sin(angle);
                float cos = Cos(angle);
                float sway = shape.IsLong ? 1.5f * hair.Wave * Sin((0.19f * y) + (1.4f * angle)) * Step(-20f, 20f, y) : 0f;
                Vector point = HeadProfile.Section(
                    halfWidth + lift + sway, depth + lift, HeadProfile.Flatness(headY), sin, cos, y);
                ref SurfaceVertex vertex = ref grid.At(column, row);
                vertex.Position = point;
                vertex.Angle = angle;
                vertex.PaintX = point.X;
                vertex.PaintY = y;
            }
        }

        return grid;
    }
}

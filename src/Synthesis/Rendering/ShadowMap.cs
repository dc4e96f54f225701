namespace HyperFace.Synthesis.Rendering;

/// <summary>What the lamp sees: the nearest surface in each direction, so that nose, brow, hair and chin throw shadows.</summary>
internal sealed class ShadowMap
{
    private const int Side = 96;
    private const float UnitsPerCell = 1.9f;
    private const float Far = -1000f;

    /// <summary>Cells to each side over which the edge of a shadow fades.</summary>
    private const int Soft = 2;

    private readonly float[] _nearest = new float[Side * Side];
    private readonly Vector _light;
    private readonly Vector _across;
    private readonly Vector _down;

    /// <param name="light">Direction to the lamp, in face units.</param>
    public ShadowMap(Vector light)
    {
        _light = light;
        _across = Vector.Cross(new Vector(0f, 1f, 0f), light).Normalised();
        _down = Vector.Cross(light, _across);
        Array.Fill(_nearest, Far);
    }

    /// <summary>Adds every second point of a grid; shadows are soft, so that no more is needed.</summary>
    /// <param name="grid">The surface.</param>
    /// <param name="solid">Which of its points exist; null for all.</param>
    public void Cast(SurfaceGrid grid, Func<SurfaceVertex, bool>? solid = null)
    {
        for (int row = 0; row + 2 < grid.Rows; row += 2)
        {
            for (int column = 0; column + 2 < grid.Columns; column += 2)
            {
                if (solid is not null && !solid(grid.At(column + 1, row + 1)))
                {
                    continue;
                }

                Vector a = ToLight(grid.At(column, row).Position);
                Vector b = ToLight(grid.At(column + 2, row).Position);
                Vector c = ToLight(grid.At(column, row + 2).Position);
                Vector d = ToLight(grid.At(column + 2, row + 2).Position);
                Cover(a, b, c);
                Cover(b, d, c);
            }
        }
    }

    /// <summary>Sets the shadow on each point of a grid: measured at every second point, the mean of its neighbours between.</summary>
    public void Receive(SurfaceGrid grid)
    {
        for (int row = 0; row < grid.Rows; row += 2)
        {
            for (int column = 0; column < grid.Columns; column += 2)
            {
                grid.At(column, row).Shadow = At(grid.At(column, row).Position);
            }

            for (int column = 1; column < grid.Columns; column += 2)
            {
                float next = grid.At(Math.Min(column + 1, grid.Columns - 2), row).Shadow;
                grid.At(column, row).Shadow = 0.5f * (grid.At(column - 1, row).Shadow + next);
            }
        }

        for (int row = 1; row < grid.Rows; row += 2)
        {
            for (int column = 0; column < grid.Columns; column++)
            {
                float next = grid.At(column, row + 1 < grid.Rows ? row + 1 : row - 1).Shadow;
                grid.At(column, row).Shadow = 0.5f * (grid.At(column, row - 1).Shadow + next);
            }
        }
    }

    private float At(Vector position)
    {
        const float Bias = 2.2f;
        Vector p = ToLight(position);
        int column = (int)MathF.Floor(p.X);
        int row = (int)MathF.Floor(p.Y);
        if (column < Soft || row < Soft || column >= Side - Soft - 1 || row >= Side - Soft - 1)
        {
            return 0f;
        }

        Span<float> across = stackalloc float[(2 * Soft) + 2];
        float fx = p.X - column;
        float fy = p.Y - row;
        for (int i = 0; i < across.Length; i++)
        {
            across[i] = Approximation.Hill(i - Soft - fx, Soft + 1f);
        }

        float sum = 0f;
        float weights = 0f;
        for (int dy = -Soft; dy <= Soft + 1; dy++)
        {
            float down = Approximation.Hill(dy - fy, Soft + 1f);
            int from = ((row + dy) * Side) + column - Soft;
            for (int i = 0; i < across.Length; i++)
            {
                float weight = down * across[i];
                sum += weight * Approximation.Unit((_nearest[from + i] - p.Z - Bias) * 0.5f);
                weights += weight;
            }
        }

        return sum / weights;
    }

    private Vector ToLight(Vector p) => new(
        (Vector.Dot(p, _across) / UnitsPerCell) + (Side / 2f),
        ((Vector.Dot(p, _down) - 4f) / UnitsPerCell) + (Side / 2f),
        Vector.Dot(p, _light));

    private void Cover(Vector a, Vector b, Vector c)
    {
        float area = ((b.X - a.X) * (c.Y - a.Y)) - ((c.X - a.X) * (b.Y - a.Y));
        if (area == 0f)
        {
            return;
        }

        int top = Math.Max(0, (int)MathF.Ceiling(MathF.Min(a.Y, MathF.Min(b.Y, c.Y))));
        int bottom = Math.Min(Side - 1, (int)MathF.Floor(MathF.Max(a.Y, MathF.Max(b.Y, c.Y))));
        int left = Math.Max(0, (int)MathF.Ceiling(MathF.Min(a.X, MathF.Min(b.X, c.X))));
        int right = Math.Min(Side - 1, (int)MathF.Floor(MathF.Max(a.X, MathF.Max(b.X, c.X))));
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                float wb = (((x - a.X) * (c.Y - a.Y)) - ((c.X - a.X) * (y - a.Y))) / area;
                float wc = (((b.X - a.X) * (y - a.Y)) - ((x - a.X) * (b.Y - a.Y))) / area;
                if (wb >= -1e-3f && wc >= -1e-3f && wb + wc <= 1.001f)
                {
                    float depth = a.Z + (wb * (b.Z - a.Z)) + (wc * (c.Z - a.Z));
                    ref float nearest = ref _nearest[(y * Side) + x];
                    nearest = MathF.Max(nearest, depth);
                }
            }
        }
    }
}

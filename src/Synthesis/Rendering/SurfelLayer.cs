using System.Buffers;

namespace HyperFace.Synthesis.Rendering;

/// <summary>What each sample of a band of the picture sees; the nearest surface wins.</summary>
internal sealed class SurfelLayer(int width, int height, params SurfaceGrid[] grids) : IDisposable
{
    private readonly Hit[] _hits = ArrayPool<Hit>.Shared.Rent(width * height);
    private int _firstRow;

    public ref readonly Hit At(int x, int row) => ref _hits[((row - _firstRow) * width) + x];

    /// <summary>Draws the triangles that show their outside, or their inside, into the band that starts at a row.</summary>
    public void Draw(int firstRow, bool inside)
    {
        _firstRow = firstRow;
        _hits.AsSpan(0, width * height).Clear();
        for (int number = 1; number <= grids.Length; number++)
        {
            SurfaceGrid grid = grids[number - 1];
            SurfaceVertex[] vertices = grid.Vertices;
            bool bothSides = grid.Part == SurfacePart.Ear;
            for (int row = 0; row + 1 < grid.Rows; row++)
            {
                int first = row * grid.Columns;
                for (int at = first; at + 1 < first + grid.Columns; at++)
                {
                    ref readonly Vector a = ref vertices[at].Picture;
                    ref readonly Vector b = ref vertices[at + 1].Picture;
                    ref readonly Vector c = ref vertices[at + grid.Columns].Picture;
                    ref readonly Vector d = ref vertices[at + grid.Columns + 1].Picture;
                    Draw(in a, in b, in c, number, 2 * at, inside, bothSides);
                    Draw(in b, in d, in c, number, (2 * at) + 1, inside, bothSides);
                }
            }
        }
    }

    public Surfel Resolve(in Hit hit)
    {
        SurfaceGrid grid = grids[hit.Grid - 1];
        int at = hit.Triangle >> 1;
        bool lower = (hit.Triangle & 1) != 0;
        ref readonly SurfaceVertex a = ref grid.Vertices[lower ? at + 1 : at];
        ref readonly SurfaceVertex b = ref grid.Vertices[lower ? at + grid.Columns + 1 : at + 1];
        ref readonly SurfaceVertex c = ref grid.Vertices[at + grid.Columns];
        float wb = hit.Second;
        float wc = hit.Third;
        float wa = 1f - wb - wc;
        return new Surfel
        {
            Part = grid.Part,
            Depth = hit.Depth,
            Position = (a.Position * wa) + (b.Position * wb) + (c.Position * wc),
            Normal = (a.Normal * wa) + (b.Normal * wb) + (c.Normal * wc),
            Angle = (wa * a.Angle) + (wb * b.Angle) + (wc * c.Angle),
            PaintX = (wa * a.PaintX) + (wb * b.PaintX) + (wc * c.PaintX),
            PaintY = (wa * a.PaintY) + (wb * b.PaintY) + (wc * c.PaintY),
            Shadow = (wa * a.Shadow) + (wb * b.Shadow) + (wc * c.Shadow),
            Cavity = (wa * a.Cavity) + (wb * b.Cavity) + (wc * c.Cavity),
        };
    }

    public void Dispose() => ArrayPool<Hit>.Shared.Return(_hits);

    private void Draw(in Vector a, in Vector b, in Vector c, int grid, int triangle, bool inside, bool bothSides)
    {
        float acrossB = b.X - a.X;
        float acrossC = c.X - a.X;
        float downB = b.Y - a.Y;
        float downC = c.Y - a.Y;
        float area = (acrossB * downC) - (acrossC * downB);
        if (area == 0f || (!bothSides && (area > 0f) == inside))
        {
            return;
        }

        int top = Math.Max(_firstRow, Up(MathF.Min(a.Y, MathF.Min(b.Y, c.Y)) - 0.5f));
        int bottom = Math.Min(_firstRow + height - 1, Down(MathF.Max(a.Y, MathF.Max(b.Y, c.Y)) - 0.5f));
        int left = Math.Max(0, Up(MathF.Min(a.X, MathF.Min(b.X, c.X)) - 0.5f));
        int right = Math.Min(width - 1, Down(MathF.Max(a.X, MathF.Max(b.X, c.X)) - 0.5f));
        if (top > bottom || left > right)
        {
            return;
        }

        float per = 1f / area;
        for (int y = top; y <= bottom; y++)
        {
            float dy = y + 0.5f - a.Y;
            for (int x = left; x <= right; x++)
            {
                float dx = x + 0.5f - a.X;
                float second = ((dx * downC) - (acrossC * dy)) * per;
                float third = ((acrossB * dy) - (dx * downB)) * per;

                // A sample on a shared edge may belong to both triangles but never to neither.
                if (second < -1e-4f || third < -1e-4f || second + third > 1.0001f)
                {
                    continue;
                }

                float depth = a.Z + (second * (b.Z - a.Z)) + (third * (c.Z - a.Z));
                ref Hit hit = ref _hits[((y - _firstRow) * width) + x];
                if (hit.Grid == 0 || hit.Depth < depth)
                {
                    hit = new Hit { Grid = grid, Triangle = triangle, Second = second, Third = third, Depth = depth };
                }
            }
        }
    }

    private static int Up(float x) => (int)MathF.Ceiling(x);

    private static int Down(float x) => (int)MathF.Floor(x);
}

namespace HyperFace.Synthesis.Rendering;

/// <summary>A surface as a grid of points: columns from left to right as seen from outside, rows from the top.</summary>
internal sealed class SurfaceGrid(SurfacePart part, int columns, int rows)
{
    public SurfacePart Part => part;

    public int Columns => columns;

    public int Rows => rows;

    public SurfaceVertex[] Vertices { get; } = new SurfaceVertex[columns * rows];

    public ref SurfaceVertex At(int column, int row) => ref Vertices[(row * columns) + column];

    /// <summary>Normals from neighbouring points, and the projection; to be called once the positions stand.</summary>
    public void Project(HeadPose pose, Alignment alignment)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                Vector across = At(Math.Min(column + 1, columns - 1), row).Position - At(Math.Max(column - 1, 0), row).Position;
                Vector down = At(column, Math.Min(row + 1, rows - 1)).Position - At(column, Math.Max(row - 1, 0)).Position;
                ref SurfaceVertex vertex = ref At(column, row);
                vertex.Normal = pose.ToCamera(Vector.Cross(across, down).Normalised());
                vertex.Picture = alignment.ToPicture(pose.ToCamera(vertex.Position));
            }
        }
    }
}

namespace HyperFace.Synthesis.Packing;

/// <summary>Where a packing stands between two passes: all that the rest of it depends on.</summary>
internal sealed class PackingState(PointSet points) : IDisposable
{
    /// <summary>The points.</summary>
    public PointSet Points { get; } = points;

    /// <summary>The first moment of each point's gradient.</summary>
    public PointSet Momentum { get; } = new(points.Count, points.Dimension);

    /// <summary>The second: of each, the mean square of its length.</summary>
    public float[] Squares { get; } = new float[points.Count];

    /// <summary>Passes done.</summary>
    public int Pass { get; set; }

    /// <summary>How the points lay before each of them.</summary>
    public List<PackingProgress> Curve { get; } = [];

    /// <summary>Frees the moments. The points are the caller's.</summary>
    public void Dispose() => Momentum.Dispose();
}

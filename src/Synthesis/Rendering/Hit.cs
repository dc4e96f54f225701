namespace HyperFace.Synthesis.Rendering;

/// <summary>Which triangle a sample of the picture sees, and where in it. The values there are worked out when they are asked for.</summary>
internal struct Hit
{
    /// <summary>Number of the grid in its layer, from 1; 0 where nothing is seen.</summary>
    public int Grid;

    /// <summary>Number of the triangle in its grid: twice the index of the upper left vertex, plus 1 for the lower triangle.</summary>
    public int Triangle;

    /// <summary>Weight of the second and the third corner.</summary>
    public float Second;

    public float Third;

    /// <summary>Nearer is more.</summary>
    public float Depth;
}

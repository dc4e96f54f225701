namespace HyperFace.Search;

/// <summary>What an index is made with.</summary>
public sealed record FaceIndexOptions
{
    /// <summary>The default of <see cref="ExactLimit"/>.</summary>
    public const int DefaultExactLimit = 100_000;

    /// <summary>Length of a vector: 2 to 4096.</summary>
    public required int Dimension { get; init; }

    /// <summary>The graph's numbers.</summary>
    public HnswParameters Graph { get; init; } = new();

    /// <summary>
    /// <see cref="SearchMode.Auto"/> scans exactly up to this many live templates, 0 or more. The default of 100,000 keeps
    /// a scan of 512-d templates at about 20 ms on one core, and a scan loses nobody.
    /// </summary>
    public int ExactLimit { get; init; } = DefaultExactLimit;

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/>, naming the option, unless every number is in its range.</summary>
    internal void Validate()
    {
        if (Dimension is < 2 or > 4096)
        {
            throw new ArgumentOutOfRangeException(nameof(Dimension), Dimension, "Dimension must be 2 to 4096.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(ExactLimit);
        ArgumentNullException.ThrowIfNull(Graph);
        Graph.Validate();
    }
}

namespace HyperFace.Search;

/// <summary>What an index is made with.</summary>
public sealed record FaceIndexOptions
{
    /// <summary>The default of <see cref="ExactLimit"/>.</summary>
    public const int DefaultExactLimit = 1000;

    /// <summary>The default of <see cref="SweepLimit"/>.</summary>
    public const int DefaultSweepLimit = 2_000_000;

    /// <summary>The default of <see cref="MissProbability"/>.</summary>
    public const double DefaultMissProbability = 1e-6;

    /// <summary>The default of <see cref="MateRecall"/>.</summary>
    public const double DefaultMateRecall = 0.99;

    /// <summary>The default of <see cref="AuditEvery"/>.</summary>
    public const int DefaultAuditEvery = 256;

    /// <summary>The widest walk.</summary>
    internal const int LargestEf = 65536;

    /// <summary>The fewest dimensions that have codes to sweep.</summary>
    internal const int LeastCodedDimension = 64;

    private const double LargestMissProbability = 0.01;
    private const double SmallestMissProbability = 1e-15;

    /// <summary>Length of a vector: 2 to 4096.</summary>
    public required int Dimension { get; init; }

    /// <summary>The graph's numbers.</summary>
    public HnswParameters Graph { get; init; } = new();

    /// <summary><see cref="SearchMode.Auto"/> scans exactly up to this many live templates, 0 or more; 1,000 by default.</summary>
    public int ExactLimit { get; init; } = DefaultExactLimit;

    /// <summary>
    /// <see cref="SearchMode.Auto"/> sweeps up to this many live templates, 0 or more, and beyond walks the graph where that is
    /// worth it. The default of 2,000,000 keeps a sweep of 512-d templates at about 10 ms on one core.
    /// </summary>
    public int SweepLimit { get; init; } = DefaultSweepLimit;

    /// <summary>
    /// The probability, at most, with which a certified sweep misses one given template that belongs into the answer:
    /// 1e-15 to 0.01; 1e-6 by default. It holds over the choice of the rotation.
    /// </summary>
    public double MissProbability { get; init; } = DefaultMissProbability;

    /// <summary>Chooses the rotation that codes are made with, and the dither of the tables they are read by. Who lets strangers enrol embeddings of their own making keeps it to himself.</summary>
    public ulong RotationSeed { get; init; } = 42;

    /// <summary>
    /// The share of mates that a walk through the graph is to find, by <see cref="FaceIndex.Calibrate"/>, where the request
    /// does not say: 0.5 to 1; 0.99 by default. A sweep finds all of them, whatever stands here.
    /// </summary>
    public double MateRecall { get; init; } = DefaultMateRecall;

    /// <summary>One in so many walks of <see cref="SearchMode.Auto"/> is swept as well, to see whether walks still find what they should; 256 by default, 0 for none.</summary>
    public int AuditEvery { get; init; } = DefaultAuditEvery;

    /// <summary>The clock of <see cref="SearchRequest.TimeLimit"/> and of traces; the system's by default. Not part of a snapshot.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Whether vectors of this dimension have codes.</summary>
    internal bool HasCodes => Dimension >= LeastCodedDimension;

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/>, naming the option, unless every number is in its range.</summary>
    internal void Validate()
    {
        if (Dimension is < 2 or > 4096)
        {
            throw new ArgumentOutOfRangeException(nameof(Dimension), Dimension, "Dimension must be 2 to 4096.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(ExactLimit);
        ArgumentOutOfRangeException.ThrowIfNegative(SweepLimit);
        if (MissProbability is not (>= SmallestMissProbability and <= LargestMissProbability))
        {
            throw new ArgumentOutOfRangeException(nameof(MissProbability), MissProbability, $"MissProbability must be {SmallestMissProbability} to {LargestMissProbability}.");
        }

        ArgumentNullException.ThrowIfNull(TimeProvider);
        if (MateRecall is not (>= 0.5 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(MateRecall), MateRecall, "MateRecall must be 0.5 to 1.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(AuditEvery);
        ArgumentNullException.ThrowIfNull(Graph);
        Graph.Validate();
    }
}

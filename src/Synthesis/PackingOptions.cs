using HyperFace.Search;

namespace HyperFace.Synthesis;

/// <summary>What to pack, and how. The defaults are those of docs/decisions/0021-packing.md.</summary>
public sealed record PackingOptions
{
    /// <summary>The most points.</summary>
    public const int MaxPoints = 4_000_000;

    /// <summary>The most dimensions.</summary>
    public const int MaxDimension = 4096;

    /// <summary>The most passes.</summary>
    public const int MaxPasses = 1_000_000;

    /// <summary>The most neighbours that a point can keep in view.</summary>
    public const int MaxNeighbours = 4096;

    /// <summary>The most where they come from an index: it gives no more at a time.</summary>
    public const int MaxIndexNeighbours = SearchRequest.MaxCandidatesLimit - 1;

    /// <summary>Points to pack, 2 to 4,000,000. With initial points it must be their number.</summary>
    public required int Points { get; init; }

    /// <summary>Dimensions of the space, 2 to 4096; 512 by default.</summary>
    public int Dimension { get; init; } = 512;

    /// <summary>How often every point moves, 0 to 1,000,000; 300 by default. With none the points are only measured.</summary>
    public int Passes { get; init; } = 300;

    /// <summary>Of the random initial points and of the order of a stochastic packing; 1 by default.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What a point moves away from; the soft-max by default.</summary>
    public PackingObjective Objective { get; init; }

    /// <summary>
    /// Points that move at a time, each compared with all others as they stand then: 1 or more. 0, the default, moves all at
    /// a time by lists of neighbours, which are renewed every <see cref="RefreshEvery"/> passes: many times fewer comparisons.
    /// </summary>
    public int BatchSize { get; init; }

    /// <summary>Neighbours that a point moves away from, 1 to 4096, or <see cref="MaxIndexNeighbours"/> where they come from an index; 0, the default, takes 256, and 96 from an index.</summary>
    public int Neighbours { get; init; }

    /// <summary>Passes after which the lists of neighbours are made anew, 1 or more; 10 by default.</summary>
    public int RefreshEvery { get; init; } = 10;

    /// <summary>How far a point moves in the first passes, in radians, 1e-6 to 1; 0.02 by default. It falls to nothing along a quarter of a cosine.</summary>
    public double LearningRate { get; init; } = 0.02;

    /// <summary>The sharpness (inverse temperature) of the soft-max in the first pass, 1 to 100,000; 30 by default.</summary>
    public double Sharpness { get; init; } = 30;

    /// <summary>That in the last pass, to which it rises by the same factor from pass to pass; 1 to 100,000; 300 by default.</summary>
    public double FinalSharpness { get; init; } = 300;

    /// <summary>The weight of the distance to the nearest embedding of the gallery, 0 or more; 0.5 by default. Of no account without a gallery.</summary>
    public double Alpha { get; init; } = 0.5;

    /// <summary>
    /// Up to so many points neighbours are found by comparing everybody with everybody, beyond through an index of
    /// HyperFace.Search, which misses many of points without structure, so that a sample of points is compared with everybody for
    /// the figures; 0 or more, 50,000 by default. A stochastic packing always compares everybody.
    /// </summary>
    public int IndexBeyond { get; init; } = 50_000;

    /// <summary>Threads; 0, the default, takes one for each processor. The points come out the same, whatever their number.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// A file that holds the state of the packing; null, the default, for none. If it is there, the packing goes on from it
    /// and ends with the same points as if it had never stopped.
    /// </summary>
    public string? Checkpoint { get; init; }

    /// <summary>Passes after which the checkpoint is written, at the next renewal of the lists, and at the end; 1 or more, 50 by default.</summary>
    public int CheckpointEvery { get; init; } = 50;

    /// <summary>The neighbours of a point.</summary>
    internal int ListLength => Math.Min(Points - 1, Neighbours > 0 ? Neighbours : UsesIndex ? 96 : 256);

    /// <summary>Whether neighbours come from an index.</summary>
    internal bool UsesIndex => BatchSize == 0 && Points > IndexBeyond;

    /// <summary>Threads to use.</summary>
    internal int ThreadCount => Threads > 0 ? Threads : Environment.ProcessorCount;

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/>, naming the option, unless every number is in its range.</summary>
    internal void Validate()
    {
        Require(Points is >= 2 and <= MaxPoints, Points, nameof(Points), $"2 to {MaxPoints}");
        Require(Dimension is >= 2 and <= MaxDimension, Dimension, nameof(Dimension), $"2 to {MaxDimension}");
        Require(Passes is >= 0 and <= MaxPasses, Passes, nameof(Passes), $"0 to {MaxPasses}");
        Require(Enum.IsDefined(Objective), Objective, nameof(Objective), "one of the objectives");
        Require(BatchSize >= 0, BatchSize, nameof(BatchSize), "0 or more");
        Require(Neighbours is >= 0 and <= MaxNeighbours, Neighbours, nameof(Neighbours), $"0 to {MaxNeighbours}");
        Require(!UsesIndex || Neighbours <= MaxIndexNeighbours, Neighbours, nameof(Neighbours), $"0 to {MaxIndexNeighbours} past {IndexBeyond} points, where neighbours come from an index");
        Require(RefreshEvery >= 1, RefreshEvery, nameof(RefreshEvery), "1 or more");
        Require(LearningRate is >= 1e-6 and <= 1, LearningRate, nameof(LearningRate), "0.000001 to 1");
        Require(Sharpness is >= 1 and <= 100_000, Sharpness, nameof(Sharpness), "1 to 100000");
        Require(FinalSharpness is >= 1 and <= 100_000, FinalSharpness, nameof(FinalSharpness), "1 to 100000");
        Require(Alpha is >= 0 and <= 1e6, Alpha, nameof(Alpha), "0 to 1000000");
        Require(IndexBeyond >= 0, IndexBeyond, nameof(IndexBeyond), "0 or more");
        Require(Threads is >= 0 and <= 1024, Threads, nameof(Threads), "0 to 1024");
        Require(CheckpointEvery >= 1, CheckpointEvery, nameof(CheckpointEvery), "1 or more");

        static void Require(bool holds, object value, string name, string range)
        {
            if (!holds)
            {
                throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} is {value}; it must be {range}."));
            }
        }
    }
}

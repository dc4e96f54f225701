using System.CommandLine;
using HyperFace.Synthesis;

namespace HyperFace.Host.Commands.Synthesis;

/// <summary>What <c>synth pack</c> understands.</summary>
internal static class SynthPackOptions
{
    public static readonly Option<string> Out = new("--out") { Description = "The NumPy file of the points to write, shape [points, dimension], float32", HelpName = "file", Required = true };

    public static readonly Option<string?> Initial = new("--initial") { Description = "A NumPy file of points to begin with [default: points drawn from the sphere]", HelpName = "file" };

    public static readonly Option<string?> Gallery = new("--gallery") { Description = "A NumPy file of embeddings near which the points should stay", HelpName = "file" };

    public static readonly Option<string?> Curve = new("--curve") { Description = "A CSV file for the similarities before each pass", HelpName = "file" };

    public static readonly Option<string?> Plot = new("--plot") { Description = "An SVG file for a drawing of them", HelpName = "file" };

    private static readonly PackingOptions Default = new() { Points = 2 };

    private static readonly Option<int?> Points = new("--points") { Description = $"Points to pack, 2 to {PackingOptions.MaxPoints} [default: as many as --initial has, or 10000]", HelpName = "number" };

    private static readonly Option<int?> Dimension = new("--dimension") { Description = $"Dimensions of the space, 2 to {PackingOptions.MaxDimension} [default: as --initial or --gallery, or 512]", HelpName = "number" };

    private static readonly Option<int> Passes = NumberOption.Whole("--passes", "How often every point moves", Default.Passes, 0, PackingOptions.MaxPasses);

    private static readonly Option<ulong> Seed = new("--seed") { Description = "Other points for another number", HelpName = "number", DefaultValueFactory = _ => Default.Seed };

    private static readonly Option<int> Stochastic = NumberOption.Whole("--stochastic", "Points that move at a time, compared with all others as they stand then; 0 moves all at a time by lists of neighbours", 0, 0, PackingOptions.MaxPoints);

    private static readonly Option<bool> Nearest = new("--nearest") { Description = "Move away from the nearest neighbour alone, as the paper states it, and not from all near ones" };

    private static readonly Option<int> Neighbours = NumberOption.Whole("--neighbours", "Neighbours that a point moves away from; 0 takes 256, and 96 where they come from an index", 0, 0, PackingOptions.MaxNeighbours);

    private static readonly Option<int> RefreshEvery = NumberOption.Whole("--refresh-every", "Passes after which the lists of neighbours are made anew", Default.RefreshEvery, 1, PackingOptions.MaxPasses);

    private static readonly Option<int> IndexBeyond = NumberOption.Whole("--index-beyond", "Points up to which everybody is compared with everybody; beyond, neighbours come from an index, which misses some", Default.IndexBeyond, 0, int.MaxValue);

    private static readonly Option<double> LearningRate = NumberOption.Real("--learning-rate", "How far a point moves in the first passes, in radians", Default.LearningRate, 1e-6, 1);

    private static readonly Option<double> Sharpness = NumberOption.Real("--sharpness", "Sharpness of the soft-max in the first pass", Default.Sharpness, 1, 100_000);

    private static readonly Option<double> FinalSharpness = NumberOption.Real("--final-sharpness", "Sharpness in the last pass", Default.FinalSharpness, 1, 100_000);

    private static readonly Option<double> Alpha = NumberOption.Real("--alpha", "With --gallery: the weight of the distance to the nearest embedding", Default.Alpha, 0, 1e6);

    private static readonly Option<int> Threads = NumberOption.Whole("--threads", "Threads; 0 takes one for each processor. The points come out the same", 0, 0, 1024);

    public static readonly Option<string?> Checkpoint = new("--checkpoint") { Description = "A file that holds the state: if it is there, the packing goes on from it", HelpName = "file" };

    private static readonly Option<int> CheckpointEvery = NumberOption.Whole("--checkpoint-every", "Passes after which the checkpoint is written, when the lists are next made anew, and at the end", Default.CheckpointEvery, 1, PackingOptions.MaxPasses);

    /// <summary>The options in the order of the help.</summary>
    public static IEnumerable<Option> All =>
    [
        Points, Dimension, Passes, Seed, Stochastic, Nearest, Initial, Gallery, Alpha, Checkpoint, CheckpointEvery, Out, Curve, Plot,
        Neighbours, RefreshEvery, IndexBeyond, LearningRate, Sharpness, FinalSharpness, Threads,
    ];

    /// <summary>The options of the packing.</summary>
    public static PackingOptions Of(CommandRun run, PackedPoints? initial, PackedPoints? gallery) => new()
    {
        Points = run.Get(Points) ?? initial?.Count ?? 10_000,
        Dimension = run.Get(Dimension) ?? initial?.Dimension ?? gallery?.Dimension ?? Default.Dimension,
        Passes = run.Get(Passes),
        Seed = run.Get(Seed),
        Objective = run.Get(Nearest) ? PackingObjective.Nearest : PackingObjective.SoftMax,
        BatchSize = run.Get(Stochastic),
        Neighbours = run.Get(Neighbours),
        RefreshEvery = run.Get(RefreshEvery),
        IndexBeyond = run.Get(IndexBeyond),
        LearningRate = run.Get(LearningRate),
        Sharpness = run.Get(Sharpness),
        FinalSharpness = run.Get(FinalSharpness),
        Alpha = run.Get(Alpha),
        Threads = run.Get(Threads),
        Checkpoint = run.Get(Checkpoint),
        CheckpointEvery = run.Get(CheckpointEvery),
    };
}

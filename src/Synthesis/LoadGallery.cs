using HyperFace.Synthesis.Embeddings;

namespace HyperFace.Synthesis;

/// <summary>
/// Galleries of embeddings of any size, with known truth, for benchmarks and capacity planning: nobody's face, the similarities
/// of a face model. Written row by row; memory does not grow with the embeddings.
/// </summary>
public static class LoadGallery
{
    /// <summary>The gallery's embeddings: NumPy, float32, a row a template.</summary>
    public const string TemplatesFile = "gallery.npy";

    /// <summary>The subject id of each row, a line each.</summary>
    public const string IdsFile = "gallery-ids.txt";

    /// <summary>The probes: first the mated ones, then as many of nobody enrolled.</summary>
    public const string ProbesFile = "probes.npy";

    /// <summary>The subject id of each probe; of a non-mated one an id that nobody enrolled has.</summary>
    public const string ProbeIdsFile = "probes-ids.txt";

    /// <summary>What was planted: a JSON object a line.</summary>
    public const string TruthFile = "truth.jsonl";

    /// <summary>Writes a gallery into a folder, over what an earlier one left there.</summary>
    /// <param name="options">The gallery.</param>
    /// <param name="folder">The folder; it is made if need be.</param>
    /// <param name="progress">Told how many embeddings are written, on the calling thread; may be null.</param>
    /// <param name="cancellation">Stops between two blocks of rows; the file that was being written is removed.</param>
    /// <returns>What was written, and the similarities measured.</returns>
    /// <exception cref="ArgumentException">An option is out of its range, or more is to be planted than there is room for; the message names it.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static LoadGalleryReport Write(LoadGalleryOptions options, string folder, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        options.Validate();
        var plan = new GalleryPlan(options);
        var population = new EmbeddingPopulation(options.Profile, options.Dimension, options.Subjects, options.Seed);
        Directory.CreateDirectory(folder);
        new GalleryFiles(options, plan, population, folder, progress, cancellation).Write();
        (SimilaritySpread mated, SimilaritySpread? nonMated) = PopulationCensus.Of(population, plan.Sample());
        return new LoadGalleryReport
        {
            Templates = plan.Rows,
            Subjects = plan.Ids,
            Probes = plan.Probes,
            Dimension = options.Dimension,
            Seed = options.Seed,
            Profile = options.Profile,
            Duplicates = plan.Duplicates.Count,
            Twins = plan.Twins.Count,
            Mislabels = plan.Mislabels.Count,
            Mated = mated,
            NonMated = nonMated,
        };
    }
}

using HyperFace.Synthesis.Embeddings;

namespace HyperFace.Synthesis;

/// <summary>
/// Galleries of embeddings of any size, with known truth, for benchmarks and capacity planning: nobody's face, the similarities
/// of a face model. Written row by row; memory grows with what is planted, by some hundred bytes each, and not with the embeddings.
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

    /// <summary>A summary, which is left to the caller to write; one of an earlier gallery is removed with that gallery's other files.</summary>
    public const string SummaryFile = "summary.json";

    private static readonly string[] Files = [TruthFile, SummaryFile, ProbeIdsFile, ProbesFile, IdsFile, TemplatesFile];

    /// <summary>Writes a gallery into a folder. The files of an earlier one there are removed first: whatever stops the work, there is never a mix of two.</summary>
    /// <param name="options">The gallery.</param>
    /// <param name="folder">The folder; it is made if need be.</param>
    /// <param name="progress">Told how many embeddings are written, on the calling thread; may be null.</param>
    /// <param name="cancellation">Stops between two blocks of rows; the file that was being written is removed.</param>
    /// <returns>What was written, and the similarities measured.</returns>
    /// <exception cref="ArgumentException">An option is out of its range, or more is to be planted or probed than there is room for; the message names it. Nothing is touched.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static LoadGalleryReport Write(LoadGalleryOptions options, string folder, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        options.Validate();
        var plan = new GalleryPlan(options);
        var population = new EmbeddingPopulation(options.Profile, options.Dimension, options.Subjects, options.Seed, isRotated: true, cancellation);
        Directory.CreateDirectory(folder);
        RemoveEarlier(folder);
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

    private static void RemoveEarlier(string folder)
    {
        bool isAny = false;
        foreach (string file in Files.Select(name => Path.Combine(folder, name)).Where(File.Exists))
        {
            File.Delete(file);
            isAny = true;
        }

        if (isAny)
        {
            DurableFile.FlushFolder(folder);
        }
    }
}

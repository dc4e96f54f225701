using HyperFace.Synthesis.Packing;

namespace HyperFace.Synthesis;

/// <summary>
/// Spreads points over the unit sphere so that the most similar two are as dissimilar as can be: the identities of the HyperFace
/// paper (Otroshi Shahreza and Marcel, ICLR 2025, arXiv:2411.08470). Each point descends its own soft-max of similarities to its
/// nearest neighbours, with Adam along the sphere. The same input and seed give the same bytes, whatever the
/// number of threads; on another operating system the last bits of a logarithm or an exponential may differ.
/// </summary>
public static class SpherePacking
{
    /// <summary>Packs.</summary>
    /// <param name="options">What, and how.</param>
    /// <param name="initial">Where the points begin; null for points drawn from the sphere. They are copied.</param>
    /// <param name="gallery">Embeddings near which points should stay, by <see cref="PackingOptions.Alpha"/>; null for none.</param>
    /// <param name="progress">Told after each pass, on the calling thread, how the points lay before it, and at last how they lie; may be null.</param>
    /// <param name="cancellation">Stops within a pass. What the last checkpoint holds is kept.</param>
    /// <returns>The points, which the caller disposes, and the curve.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    /// <exception cref="ArgumentException">Initial points or gallery do not fit the options.</exception>
    /// <exception cref="PackingCheckpointException">The checkpoint that is there is damaged, or of another packing.</exception>
    /// <exception cref="IOException">The disk refuses a checkpoint before the end; of the last one see <see cref="PackingReport.CheckpointFailure"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">A checkpoint may not be written there.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static PackingReport Run(
        PackingOptions options,
        PackedPoints? initial = null,
        PackedPoints? gallery = null,
        IProgress<PackingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (initial is not null && (initial.Count != options.Points || initial.Dimension != options.Dimension))
        {
            throw new ArgumentException($"There are {initial.Count} initial points of {initial.Dimension} values; {options.Points} of {options.Dimension} are to be packed.", nameof(initial));
        }

        if (gallery is not null && gallery.Dimension != options.Dimension)
        {
            throw new ArgumentException($"The gallery's embeddings have {gallery.Dimension} values; the points have {options.Dimension}.", nameof(gallery));
        }

        var workers = new Workers(options.ThreadCount, cancellation);
        var checkpoint = options.Checkpoint is { } path ? new PackingCheckpoint(path, options, initial?.Set, gallery?.Set) : null;
        PointSet points = Begin(options, initial);
        try
        {
            using var state = new PackingState(points);
            int resumed = checkpoint?.TryRead(state) == true ? state.Pass : 0;
            using var run = new PackingRun(options, state, gallery?.Set, checkpoint, workers, progress);
            Exception? failure = run.ToTheEnd();
            return new PackingReport { Points = new PackedPoints(points), Curve = [.. state.Curve], ResumedAt = resumed, CheckpointFailure = failure };
        }
        catch
        {
            points.Dispose();
            throw;
        }
    }

    private static PointSet Begin(PackingOptions options, PackedPoints? initial)
    {
        if (initial is null)
        {
            return PackedPoints.Uniform(options.Points, options.Dimension, options.Seed).Set;
        }

        var points = new PointSet(initial.Count, initial.Dimension);
        points.CopyFrom(initial.Set);
        return points;
    }
}

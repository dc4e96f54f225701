namespace HyperFace.Indexer.Jobs;

/// <summary>Turns a rebuild's progress into its job's.</summary>
internal sealed class RebuildMeter(LiveJob job, TimeProvider time) : IProgress<RebuildProgress>
{
    private readonly JobMeter _meter = new(time);

    /// <inheritdoc/>
    public void Report(RebuildProgress value) => job.Report(_meter.Measure(value.Stage, value.Done, value.Total), default);
}

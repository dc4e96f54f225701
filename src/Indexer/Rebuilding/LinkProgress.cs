namespace HyperFace.Indexer.Rebuilding;

/// <summary>Turns the index's count of linked templates into the rebuild's progress.</summary>
internal sealed class LinkProgress(IProgress<RebuildProgress> progress, long total) : IProgress<long>
{
    /// <inheritdoc/>
    public void Report(long value) => progress.Report(new RebuildProgress("linking", value, total));
}

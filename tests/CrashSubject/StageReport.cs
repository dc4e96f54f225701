using HyperFace.Indexer;

namespace HyperFace.CrashSubject;

/// <summary>Says which stage a rebuild is in.</summary>
internal sealed class StageReport(Report report) : IProgress<RebuildProgress>
{
    /// <inheritdoc/>
    public void Report(RebuildProgress value) => report.Say($"stage {value.Stage}");
}

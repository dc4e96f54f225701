using HyperFace.Indexer;

namespace HyperFace.Host.Demo.Progress;

/// <summary>Shows a job's progress as that of a stage.</summary>
internal sealed class JobStage(StageProgress stage) : IProgress<Job>
{
    /// <inheritdoc/>
    public void Report(Job value)
    {
        if (value.Progress.Total is { } total)
        {
            stage.Report(value.Progress.Done, total);
        }
    }
}

using HyperFace.Indexer;
using Spectre.Console;

namespace HyperFace.Host.Commands.Jobs;

/// <summary>A job's progress as a bar on a terminal.</summary>
internal sealed class ProgressBar(ProgressTask bar) : IProgress<Job>
{
    /// <inheritdoc/>
    public void Report(Job value)
    {
        bar.IsIndeterminate = value.Progress.Total is null;
        bar.MaxValue = Math.Max(value.Progress.Total ?? 1, 1);
        bar.Value = value.Progress.Done;
        bar.Description = Markup.Escape(ProgressInWords.Of(value));
    }
}

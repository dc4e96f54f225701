using HyperFace.Host.Output;
using HyperFace.Indexer;

namespace HyperFace.Host.Commands.Jobs;

/// <summary>A job's progress as lines in a log, one every few seconds.</summary>
internal sealed class ProgressLines(Screen screen) : IProgress<Job>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private long _last = TimeProvider.System.GetTimestamp();

    /// <inheritdoc/>
    public void Report(Job value)
    {
        if (TimeProvider.System.GetElapsedTime(_last) >= Pause)
        {
            _last = TimeProvider.System.GetTimestamp();
            screen.Note(ProgressInWords.Of(value));
        }
    }
}

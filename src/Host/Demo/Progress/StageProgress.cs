using Spectre.Console;

namespace HyperFace.Host.Demo.Progress;

/// <summary>How far a stage is. Safe for any number of threads.</summary>
/// <param name="bar">The bar on the terminal, or null where nothing is drawn.</param>
internal sealed class StageProgress(ProgressTask? bar)
{
    /// <summary>One more is done.</summary>
    public void Advance() => bar?.Increment(1);

    /// <summary>So many are done of so many.</summary>
    public void Report(long done, long total)
    {
        if (bar is not null)
        {
            bar.MaxValue = Math.Max(total, 1);
            bar.Value = done;
        }
    }
}

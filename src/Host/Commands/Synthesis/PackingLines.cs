using HyperFace.Host.Output;
using HyperFace.Synthesis;

namespace HyperFace.Host.Commands.Synthesis;

/// <summary>A packing's progress as lines on standard error, one every few seconds.</summary>
internal sealed class PackingLines(Screen screen, int passes) : IProgress<PackingProgress>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private long _last = TimeProvider.System.GetTimestamp();

    /// <inheritdoc/>
    public void Report(PackingProgress value)
    {
        if (TimeProvider.System.GetElapsedTime(_last) >= Pause)
        {
            _last = TimeProvider.System.GetTimestamp();
            screen.Note($"pass {InWords.Count(value.Pass)} of {InWords.Count(passes)}: largest similarity {PackingCurve.Largest(value)}, mean to the nearest {PackingCurve.MeanNearest(value)}");
        }
    }
}

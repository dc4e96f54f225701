using HyperFace.Host.Output;
using HyperFace.Synthesis;

namespace HyperFace.Host.Commands.Synthesis;

/// <summary>How many embeddings are written, as lines on standard error, one every few seconds.</summary>
internal sealed class EmbeddingLines(Screen screen, LoadGalleryOptions options) : IProgress<long>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private long _last = TimeProvider.System.GetTimestamp();

    /// <inheritdoc/>
    public void Report(long value)
    {
        if (TimeProvider.System.GetElapsedTime(_last) >= Pause)
        {
            _last = TimeProvider.System.GetTimestamp();
            long all = ((long)options.Subjects * options.TemplatesPerSubject) + (2L * Math.Min(options.Probes, options.Subjects));
            screen.Note($"{InWords.Count(value)} of {(options.Probes > 0 ? "at most " : "")}{InWords.Count(all)} embeddings");
        }
    }
}

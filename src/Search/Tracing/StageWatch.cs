namespace HyperFace.Search.Tracing;

/// <summary>Times the stages of a search that is traced; of others it reads no clock. Used again; not thread-safe.</summary>
internal sealed class StageWatch
{
    private TimeProvider? _time;

    /// <summary>The moment; 0 when nothing is timed.</summary>
    public long Now => _time?.GetTimestamp() ?? 0;

    /// <summary>Takes up a search.</summary>
    /// <param name="time">The clock; null times nothing.</param>
    public void Begin(TimeProvider? time) => _time = time;

    /// <summary>The time that a difference of two moments stands for.</summary>
    public TimeSpan Span(long moments) => _time?.GetElapsedTime(0, moments) ?? TimeSpan.Zero;
}

namespace HyperFace.Indexer.Jobs;

/// <summary>Turns counts into a rate and a remaining time. Not thread-safe.</summary>
internal sealed class JobMeter(TimeProvider time)
{
    private string? _stage;
    private long _started;
    private long _first;

    /// <summary>The progress of a stage; a stage's rate counts from the first time it is named.</summary>
    public JobProgress Measure(string stage, long done, long? total)
    {
        if (stage != _stage)
        {
            (_stage, _started, _first) = (stage, time.GetTimestamp(), done);
        }

        double seconds = time.GetElapsedTime(_started).TotalSeconds;
        double rate = seconds > 0 ? (done - _first) / seconds : 0;
        TimeSpan? remaining = total is { } all && rate > 0 ? TimeSpan.FromSeconds(Math.Max(0, all - done) / rate) : null;
        return new JobProgress(stage, done, total, rate, remaining);
    }
}

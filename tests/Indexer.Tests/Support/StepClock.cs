namespace HyperFace.Indexer.Tests.Support;

/// <summary>A clock whose timestamps go on by a step each time they are read.</summary>
internal sealed class StepClock(TimeSpan step) : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Add(ref _now, step.Ticks);
}

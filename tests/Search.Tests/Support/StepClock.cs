namespace HyperFace.Search.Tests.Support;

/// <summary>A clock that goes on by a step each time it is read, and by nothing else.</summary>
internal sealed class StepClock(TimeSpan step) : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Add(ref _now, step.Ticks);
}

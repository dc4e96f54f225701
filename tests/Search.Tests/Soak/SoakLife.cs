namespace HyperFace.Search.Tests.Soak;

/// <summary>One vector of one template, from the change that brought it to the one that ended it, in ticks of the soak's clock.</summary>
internal sealed class SoakLife(ulong template, uint subject, int seed, long began)
{
    private long _stands = long.MaxValue;
    private long _ending = long.MaxValue;
    private long _ended = long.MaxValue;

    public ulong Template => template;

    public uint Subject => subject;

    public int Seed => seed;

    /// <summary>When the change was begun that brings it.</summary>
    public long Began => began;

    /// <summary>When that change had returned.</summary>
    public long Stands
    {
        get => Volatile.Read(ref _stands);
        set => Volatile.Write(ref _stands, value);
    }

    /// <summary>When the change was begun that ends it.</summary>
    public long Ending
    {
        get => Volatile.Read(ref _ending);
        set => Volatile.Write(ref _ending, value);
    }

    /// <summary>When that change had returned.</summary>
    public long Ended
    {
        get => Volatile.Read(ref _ended);
        set => Volatile.Write(ref _ended, value);
    }
}

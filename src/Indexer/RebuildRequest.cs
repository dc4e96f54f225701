namespace HyperFace.Indexer;

/// <summary>How to rebuild.</summary>
public sealed record RebuildRequest
{
    private const int MaxThreads = 256;

    /// <summary>Threads that link the graph; 0, the default, takes one per processor. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Build the graph; without it the gallery is always scanned. True by default.</summary>
    public bool BuildGraph { get; init; } = true;

    /// <summary>Compact a damaged log although what cannot be read is lost by it. False by default: such a log is refused.</summary>
    public bool AcceptDamage { get; init; }

    /// <summary>Throws <see cref="InvalidRequestException"/>, naming the value, unless every value is in its range.</summary>
    internal void Validate()
    {
        if (Threads is < 0 or > MaxThreads)
        {
            throw new InvalidRequestException($"threads is {Threads}; it must be 0 (one per processor) to {MaxThreads}.");
        }
    }
}

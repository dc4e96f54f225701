using HyperFace.Indexer;

namespace HyperFace.Host.Resources;

/// <summary>A stretch of a gallery's log that cannot be read.</summary>
internal sealed record DamageResource
{
    /// <summary>File name of the log segment.</summary>
    public required string Segment { get; init; }

    /// <summary>Byte offset of the first damaged frame.</summary>
    public required long Offset { get; init; }

    /// <summary>How many bytes cannot be read.</summary>
    public required long Bytes { get; init; }

    /// <summary>The first change that may be lost.</summary>
    public required ulong FirstLsn { get; init; }

    /// <summary>The last one.</summary>
    public required ulong LastLsn { get; init; }

    /// <summary>The resource for a damage.</summary>
    public static DamageResource From(LogDamage damage) => new()
    {
        Segment = damage.Segment,
        Offset = damage.Offset,
        Bytes = damage.Bytes,
        FirstLsn = damage.FirstLsn,
        LastLsn = damage.LastLsn,
    };
}

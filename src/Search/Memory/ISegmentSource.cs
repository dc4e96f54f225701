namespace HyperFace.Search.Memory;

/// <summary>Where the segments of a column come from that were not made by this process. Safe for any number of threads.</summary>
internal unsafe interface ISegmentSource
{
    /// <summary>A segment in place, verified; not to be written to.</summary>
    byte* Map(int segment);

    /// <summary>Copies a segment, verified, into memory of a whole segment's size.</summary>
    void Load(int segment, byte* destination);

    /// <summary>Whether an address is one that <see cref="Map"/> gave.</summary>
    bool Holds(byte* address);
}

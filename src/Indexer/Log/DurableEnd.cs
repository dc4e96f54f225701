namespace HyperFace.Indexer.Log;

/// <summary>Where the log ends on the device: what lies behind may be half written, and may be cut off again.</summary>
internal sealed record DurableEnd(string Segment, long Length, ulong Lsn);

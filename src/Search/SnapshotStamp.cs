namespace HyperFace.Search;

/// <summary>Two numbers of the caller's that a snapshot carries, so that it can be matched with what it was made from.</summary>
/// <param name="Generation">The caller's generation.</param>
/// <param name="Lsn">The caller's last change that the snapshot holds.</param>
public readonly record struct SnapshotStamp(ulong Generation, ulong Lsn);

using HyperFace.Search;

namespace HyperFace.Indexer.Log;

/// <summary>
/// What every segment and every frame of one log share. The salt goes into each frame's checksums, so that bytes which
/// only look like a frame (inside a vector that a caller chose, or left over from another log) are never taken for one.
/// </summary>
internal readonly record struct LogIdentity(string GalleryId, int Dimension, uint Salt)
{
    /// <summary>
    /// What an index of this log is made with. Its rotation comes from the salt, which no caller knows: nobody can enrol an
    /// embedding that was made to be hidden by its code.
    /// </summary>
    public FaceIndexOptions IndexOptions => new() { Dimension = Dimension, RotationSeed = Salt };

    /// <summary>What a snapshot of this log's index is stamped with: the salt too, so that one of another gallery is not taken for it.</summary>
    public SnapshotStamp Stamp(ulong generation, ulong lsn) => new(((ulong)Salt << 32) ^ generation, lsn);
}

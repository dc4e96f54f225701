namespace HyperFace.Indexer.Log;

/// <summary>
/// What every segment and every frame of one log share. The salt goes into each frame's checksums, so that bytes which
/// only look like a frame (inside a vector that a caller chose, or left over from another log) are never taken for one.
/// </summary>
internal readonly record struct LogIdentity(string GalleryId, int Dimension, uint Salt);

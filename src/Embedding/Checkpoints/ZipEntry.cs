namespace HyperFace.Embedding.Checkpoints;

/// <summary>An entry of an archive.</summary>
/// <param name="Name">Its name, below the archive's one folder.</param>
/// <param name="Header">Where its local header begins.</param>
/// <param name="Offset">Where its payload begins.</param>
/// <param name="Length">Bytes of its payload.</param>
internal readonly record struct ZipEntry(string Name, long Header, long Offset, long Length);

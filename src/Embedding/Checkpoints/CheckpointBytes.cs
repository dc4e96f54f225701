namespace HyperFace.Embedding.Checkpoints;

/// <summary>
/// The bytes of a checkpoint, read where they are wanted: the file is never in memory whole. Reads, rather than a mapping,
/// because a mapped file that somebody cuts short ends the process. Not thread-safe.
/// </summary>
internal sealed class CheckpointBytes(Stream stream, CheckpointRefusal refusal)
{
    /// <summary>Bytes of the file.</summary>
    public long Length { get; } = stream.Length;

    /// <summary>Reads bytes that must be there.</summary>
    /// <exception cref="InvalidCheckpointException">They are not.</exception>
    public void Read(long offset, Span<byte> target)
    {
        if (offset < 0 || target.Length > Length - offset)
        {
            throw refusal.Damaged($"{target.Length} bytes are wanted from byte {offset} on; the file has {Length}.");
        }

        try
        {
            stream.Position = offset;
            stream.ReadExactly(target);
        }
        catch (IOException exception)
        {
            throw refusal.Because(InvalidCheckpointReason.Unreadable, $"{target.Length} bytes from byte {offset} on cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads bytes that must be there into an array of their own.</summary>
    /// <exception cref="InvalidCheckpointException">They are not.</exception>
    public byte[] Read(long offset, int length)
    {
        if (length > Length - offset)
        {
            throw refusal.Damaged($"{length} bytes are wanted from byte {offset} on; the file has {Length}.");
        }

        var bytes = new byte[length];
        Read(offset, bytes);
        return bytes;
    }
}

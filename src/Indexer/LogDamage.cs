namespace HyperFace.Indexer;

/// <summary>A stretch of a log that cannot be read: what stood there is lost unless a backup has it.</summary>
/// <param name="Segment">File name of the segment, in the gallery's <c>log</c> folder.</param>
/// <param name="Offset">Byte offset of the first damaged frame.</param>
/// <param name="Bytes">How many bytes cannot be read.</param>
/// <param name="FirstLsn">The first log sequence number that may be lost.</param>
/// <param name="LastLsn">The last one; lower than the first when no record is lost.</param>
public sealed record LogDamage(string Segment, long Offset, long Bytes, ulong FirstLsn, ulong LastLsn)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"segment {Segment}, offset {Offset}: {Bytes} bytes cannot be read ({(LastLsn < FirstLsn ? "no record is lost" : $"records {FirstLsn} to {LastLsn}")})";
}

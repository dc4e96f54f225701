using HyperFace.Search.Memory;

namespace HyperFace.Search.Snapshots;

/// <summary>A section of a snapshot as what a column is made of.</summary>
internal sealed unsafe class SnapshotSection(SnapshotFile file, SnapshotPart part, SegmentCheck check) : ISegmentSource
{
    /// <inheritdoc/>
    public byte* Map(int segment)
    {
        file.Verify(part, segment, check);
        return file.AddressOf(part, segment);
    }

    /// <inheritdoc/>
    public void Load(int segment, byte* destination) => file.Load(part, segment, destination, check);

    /// <inheritdoc/>
    public bool Holds(byte* address) => file.Holds(address);
}

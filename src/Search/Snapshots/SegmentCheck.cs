namespace HyperFace.Search.Snapshots;

/// <summary>Looks whether what a segment holds can be; returns what is wrong, or null.</summary>
/// <param name="segment">Its bytes.</param>
/// <param name="first">Its first item.</param>
/// <param name="count">How many items it has.</param>
internal unsafe delegate string? SegmentCheck(byte* segment, int first, int count);

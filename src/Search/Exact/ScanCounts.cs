namespace HyperFace.Search.Exact;

/// <summary>What a scan did. A mutable struct.</summary>
internal struct ScanCounts
{
    /// <summary>Templates compared.</summary>
    public long Scored;

    /// <summary>Of these, the ones that reached the floor.</summary>
    public long Passed;

    /// <summary>Both together.</summary>
    public static ScanCounts operator +(ScanCounts first, ScanCounts second) =>
        new() { Scored = first.Scored + second.Scored, Passed = first.Passed + second.Passed };
}

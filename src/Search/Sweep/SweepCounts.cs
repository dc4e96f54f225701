namespace HyperFace.Search.Sweep;

/// <summary>What a sweep read and let pass, stage by stage. A mutable struct: keep it in a field.</summary>
internal struct SweepCounts
{
    /// <summary>Slots whose peak codes were read, and theirs only.</summary>
    public long ReadPeaks;

    /// <summary>Slots that these and the filter let pass, and that reached the cut still when their turn came.</summary>
    public long PassedPeaks;

    /// <summary>Slots whose one-bit codes were read.</summary>
    public long ReadSigns;

    /// <summary>Slots that these and the filter let pass, in the same sense.</summary>
    public long PassedSigns;

    /// <summary>Slots that their two-bit codes let pass.</summary>
    public long PassedPairs;

    /// <summary>Slots that their byte codes let pass, and that are live: their vectors were read.</summary>
    public long PassedBytes;

    /// <summary>Slots whose vectors reached the floor.</summary>
    public long PassedVectors;

    /// <summary>Moments spent on peak codes, also where they excluded too few.</summary>
    public long PeakMoments;

    /// <summary>Moments spent on one-bit codes.</summary>
    public long SignMoments;

    /// <summary>Moments spent on all behind them.</summary>
    public long OtherMoments;

    /// <summary>Slots that were swept.</summary>
    public readonly long Read => ReadPeaks + ReadSigns;

    /// <summary>Adds what another thread did of the same sweep.</summary>
    public void Add(in SweepCounts other)
    {
        ReadPeaks += other.ReadPeaks;
        PassedPeaks += other.PassedPeaks;
        ReadSigns += other.ReadSigns;
        PassedSigns += other.PassedSigns;
        PassedPairs += other.PassedPairs;
        PassedBytes += other.PassedBytes;
        PassedVectors += other.PassedVectors;
        PeakMoments += other.PeakMoments;
        SignMoments += other.SignMoments;
        OtherMoments += other.OtherMoments;
    }
}

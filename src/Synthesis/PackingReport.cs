namespace HyperFace.Synthesis;

/// <summary>What a packing came to.</summary>
public sealed record PackingReport
{
    /// <summary>The points, one behind the other, of unit length.</summary>
    public required PackedPoints Points { get; init; }

    /// <summary>How they lay at the beginning, before each pass, and at the end.</summary>
    public required IReadOnlyList<PackingProgress> Curve { get; init; }

    /// <summary>Passes that an earlier run had done: this one went on from its checkpoint. 0 for one that began anew.</summary>
    public required int ResumedAt { get; init; }

    /// <summary>Why the last checkpoint, that of the finished packing, could not be written; null when it was, or none was asked for. The points are whole all the same.</summary>
    public Exception? CheckpointFailure { get; init; }

    /// <summary>How the points lay at the beginning.</summary>
    public PackingProgress Before => Curve[0];

    /// <summary>How they lie now.</summary>
    public PackingProgress After => Curve[^1];

    /// <summary>
    /// What the largest similarity, sign aside, cannot fall below (Welch, IEEE Trans. Inf. Theory 1974); 0 for up to as many
    /// points as dimensions.
    /// </summary>
    public double WelchBound => Points.Count <= Points.Dimension ? 0 : Math.Sqrt((Points.Count - Points.Dimension) / ((double)Points.Dimension * (Points.Count - 1)));
}

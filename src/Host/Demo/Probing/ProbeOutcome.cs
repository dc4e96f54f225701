namespace HyperFace.Host.Demo.Probing;

/// <summary>An answer held against the truth.</summary>
internal enum ProbeOutcome
{
    /// <summary>Mated: the right person at rank 1, at or above the threshold.</summary>
    Hit,

    /// <summary>Mated: nobody reaches the threshold.</summary>
    Miss,

    /// <summary>Mated: somebody else is the best match.</summary>
    WrongSubject,

    /// <summary>Non-mated: nobody reaches the threshold, as it should be.</summary>
    Refusal,

    /// <summary>Non-mated: somebody reaches the threshold.</summary>
    FalsePositive,

    /// <summary>No threshold is known, so nothing was decided.</summary>
    Open,
}

namespace HyperFace.Synthesis;

/// <summary>What the figures of a packing rest on.</summary>
public enum PackingMeasure
{
    /// <summary>On each point's listed neighbours: never too high, and too low by who came near since the lists were made.</summary>
    Listed,

    /// <summary>On everybody compared with everybody just then.</summary>
    Exact,

    /// <summary>
    /// On 480 points, spread evenly over all, compared with everybody just then: their mean estimates that of all. The largest is of
    /// these and of everybody's listed neighbours, and may be too low. So where the lists come from an index, which misses many.
    /// </summary>
    Sampled,

    /// <summary>On each point compared with everybody at its turn, in a stochastic pass: some had moved by then, and some had not.</summary>
    InTurn,
}

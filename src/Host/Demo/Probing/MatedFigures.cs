namespace HyperFace.Host.Demo.Probing;

/// <summary>The answers to probes of enrolled people, counted.</summary>
/// <param name="Probes">How many there were.</param>
/// <param name="Rank1">The right person is the best candidate, threshold or not.</param>
/// <param name="Hits">The right person is the best candidate and reaches the threshold.</param>
/// <param name="BelowThreshold">Nobody reaches the threshold.</param>
/// <param name="WrongSubject">Somebody else is the best candidate and reaches the threshold.</param>
internal sealed record MatedFigures(int Probes, int Rank1, int Hits, int BelowThreshold, int WrongSubject)
{
    /// <summary>Probes that are no hit.</summary>
    public int Misses => BelowThreshold + WrongSubject;

    /// <summary>Share at rank 1.</summary>
    public double Rank1Rate => Share.Of(Rank1, Probes);

    /// <summary>Share of misses: the false-negative identification rate.</summary>
    public double Fnir => Share.Of(Misses, Probes);
}

namespace HyperFace.Host.Demo.Probing;

/// <summary>The answers to probes of people who are not enrolled, counted.</summary>
/// <param name="Probes">How many there were.</param>
/// <param name="Refusals">Nobody reaches the threshold, as it should be.</param>
/// <param name="FalsePositives">Somebody reaches the threshold.</param>
internal sealed record NonMatedFigures(int Probes, int Refusals, int FalsePositives)
{
    /// <summary>Share of false positives: the false-positive identification rate.</summary>
    public double Fpir => Share.Of(FalsePositives, Probes);
}

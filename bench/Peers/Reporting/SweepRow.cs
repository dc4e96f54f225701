namespace HyperFace.Bench.Peers.Reporting;

/// <summary>How fast a sweep reads its codes, beside how fast memory is read in order.</summary>
/// <param name="Contender">The sweep.</param>
/// <param name="Each">Templates asked for.</param>
/// <param name="GigabytesPerSecond">Bytes of the codes that it read of all kinds, by the median time of a search.</param>
/// <param name="OfBandwidth">The share of what one thread reads.</param>
/// <param name="TwoGigabytesPerSecond">The same of two searches side by side, by searches a second.</param>
/// <param name="OfTwoBandwidth">The share of what two threads read.</param>
internal sealed record SweepRow(string Contender, int Each, double GigabytesPerSecond, double OfBandwidth, double TwoGigabytesPerSecond, double OfTwoBandwidth);

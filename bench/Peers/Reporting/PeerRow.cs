using HyperFace.Bench.Peers.Measuring;

namespace HyperFace.Bench.Peers.Reporting;

/// <summary>A contender at a target.</summary>
/// <param name="Target">The target's name.</param>
/// <param name="Contender">The contender's.</param>
/// <param name="Width">The least that reached the target.</param>
/// <param name="Rerank">Templates compared in full, of an inverted file.</param>
/// <param name="GradedProbes">Probes that the shares are of.</param>
/// <param name="MateRank1">Mates at rank 1, of those that an exact search puts there.</param>
/// <param name="MatedRecall">Of the ten templates most similar to mated probes.</param>
/// <param name="NonMatedRecall">Of the ten most similar to non-mated ones.</param>
/// <param name="OneThread">Searches one after the other.</param>
/// <param name="TwoThreads">Two side by side.</param>
/// <param name="NonMatedProbes">One after the other, with non-mated probes.</param>
internal sealed record PeerRow(string Target, string Contender, int Width, int Rerank, int GradedProbes, double? MateRank1, double? MatedRecall, double? NonMatedRecall, Timing OneThread, Timing TwoThreads, Timing NonMatedProbes);

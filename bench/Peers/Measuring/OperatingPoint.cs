namespace HyperFace.Bench.Peers.Measuring;

/// <summary>How hard a contender tries.</summary>
/// <param name="Width">ef of a graph, lists of an inverted file, else templates compared in full; 0 where there is nothing to choose.</param>
/// <param name="Rerank">Templates of an inverted file compared in full; else 0.</param>
internal readonly record struct OperatingPoint(int Width, int Rerank);

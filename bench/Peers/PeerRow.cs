namespace HyperFace.Bench.Peers;

/// <summary>A row of the comparison.</summary>
/// <param name="Target">Share of probes whose best must be the exact scan's.</param>
/// <param name="Index">The contender.</param>
/// <param name="Width">The ef that it needed; 0 where there is none.</param>
/// <param name="Recall">The share that it reached.</param>
/// <param name="Median">Microseconds of a search.</param>
/// <param name="Slow">Microseconds that one search in a hundred exceeds.</param>
/// <param name="SearchesPerSecond">On one thread.</param>
/// <param name="BuildSeconds">With the build's threads.</param>
/// <param name="BytesByTemplate">Of memory.</param>
internal sealed record PeerRow(double Target, string Index, int Width, double Recall, double Median, double Slow, double SearchesPerSecond, double BuildSeconds, double BytesByTemplate);

namespace HyperFace.Bench.Peers;

/// <summary>What a series of searches gave.</summary>
/// <param name="Seconds">All of them.</param>
/// <param name="Median">Microseconds of one.</param>
/// <param name="Slow">Microseconds that one in a hundred exceeds.</param>
/// <param name="Best">The best template of each probe; −1 for none.</param>
internal sealed record PeerRun(double Seconds, double Median, double Slow, long[] Best);

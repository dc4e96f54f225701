namespace HyperFace.Bench.Peers.Measuring;

/// <summary>What a series of searches gave.</summary>
/// <param name="Seconds">All of them, from the first's begin to the last's end.</param>
/// <param name="Median">Microseconds of one.</param>
/// <param name="Slow">Microseconds that one in a hundred exceeds.</param>
/// <param name="Each">Places of an answer.</param>
/// <param name="Found">The templates found, best first, <paramref name="Each"/> for each probe; −1 for none.</param>
internal sealed record PeerRun(double Seconds, double Median, double Slow, int Each, long[] Found)
{
    /// <summary>Probes searched with.</summary>
    public int Probes => Found.Length / Each;
}

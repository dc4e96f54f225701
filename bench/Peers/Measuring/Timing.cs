namespace HyperFace.Bench.Peers.Measuring;

/// <summary>How fast searches were; medians over the rounds.</summary>
internal sealed record Timing(double SearchesPerSecond, double Median, double Slow)
{
    /// <summary>Of a run in each round.</summary>
    public static Timing Of(List<PeerRun> runs) =>
        new(MedianOf(runs.Select(run => run.Probes / run.Seconds)), MedianOf(runs.Select(run => run.Median)), MedianOf(runs.Select(run => run.Slow)));

    /// <summary>The middle one.</summary>
    public static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

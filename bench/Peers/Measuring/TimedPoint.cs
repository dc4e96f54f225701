using HyperFace.Bench.Peers.Contenders;
using HyperFace.Bench.Peers.Faces;

namespace HyperFace.Bench.Peers.Measuring;

/// <summary>A contender at a point, timed once a round: by one thread, by two, and with non-mated probes.</summary>
internal sealed class TimedPoint(IContender contender, OperatingPoint point, int each)
{
    private const int FewestProbes = 32;
    private const int WarmingProbes = 8;

    private readonly List<PeerRun> _one = [];
    private readonly List<PeerRun> _two = [];
    private readonly List<PeerRun> _nonMated = [];

    public Timing One => Timing.Of(_one);

    public Timing Two => Timing.Of(_two);

    public Timing NonMated => Timing.Of(_nonMated);

    /// <summary>A round. What the processor's cache holds of others is driven out first.</summary>
    public void Run(FaceSet faces, double seconds)
    {
        int warming = Math.Min(WarmingProbes, faces.Mated);
        double pace = contender.Run(point, each, 0, warming, 1).Seconds / warming;
        int count = Count(seconds / pace);
        _one.Add(contender.Run(point, each, 0, count, 1));
        _two.Add(contender.Run(point, each, 0, Count(2 * seconds / pace), 2));
        _nonMated.Add(contender.Run(point, each, faces.Mated, count, 1));

        int Count(double wanted) => (int)Math.Clamp(wanted, Math.Min(FewestProbes, faces.Mated), faces.Mated);
    }
}

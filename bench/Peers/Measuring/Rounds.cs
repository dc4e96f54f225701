using HyperFace.Bench.Peers.Faces;

namespace HyperFace.Bench.Peers.Measuring;

/// <summary>All points in turn, round after round, and the memory's own speed in each: what is compared ran in the same minutes.</summary>
internal sealed class Rounds(IReadOnlyList<PointKey> order)
{
    private readonly Dictionary<PointKey, TimedPoint> _timed = order.ToDictionary(key => key, key => new TimedPoint(key.Contender, key.Point, key.Each));
    private readonly List<double>[] _bandwidth = [[], []];

    /// <summary>What was timed, in its order.</summary>
    public IReadOnlyList<PointKey> Order => order;

    /// <summary>Gigabytes a second read in order by one thread and by two: the median over the rounds.</summary>
    public double[] GigabytesPerSecond => [.. _bandwidth.Select(Timing.MedianOf)];

    /// <summary>How fast a point was.</summary>
    public TimedPoint this[PointKey key] => _timed[key];

    /// <summary>Runs them.</summary>
    public void Run(FaceSet faces, int rounds, double seconds)
    {
        for (int round = 0; round < rounds; round++)
        {
            Console.WriteLine($"round {round + 1} of {rounds}");
            _bandwidth[0].Add(MemoryBandwidth.Measure(1));
            _bandwidth[1].Add(MemoryBandwidth.Measure(2));
            foreach (PointKey key in order)
            {
                _timed[key].Run(faces, seconds);
            }
        }
    }
}

using HyperFace.Bench.Peers.Contenders;
using HyperFace.Bench.Peers.Exact;
using HyperFace.Bench.Peers.Measuring;
using HyperFace.Bench.Peers.Reporting;

namespace HyperFace.Bench.Peers;

/// <summary>A contender that reached a target, and where; its answers are graded at once.</summary>
internal sealed class PeerEntry(Target target, IContender contender, OperatingPoint point, Examiner examiner)
{
    private readonly Grade _timed = examiner.Examine(contender, point, target.Each);
    private readonly Grade _ten = examiner.Examine(contender, point, ExactNeighbours.Depth);
    private readonly double? _nonMated = examiner.NonMatedRecall(contender, point);

    public Target Target => target;

    /// <summary>What is timed: entries of several targets may share it.</summary>
    public PointKey Key => new(contender, point, target.Each);

    public PeerRow Row(TimedPoint timed) =>
        new(target.Name, contender.Name, point.Width, point.Rerank, _timed.Probes, _timed.MateRank1, _ten.Recall, _nonMated, timed.One, timed.Two, timed.NonMated);
}

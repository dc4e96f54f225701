using HyperFace.Bench.Peers.Contenders;
using HyperFace.Bench.Peers.Exact;
using HyperFace.Bench.Peers.Faces;

namespace HyperFace.Bench.Peers.Measuring;

/// <summary>Finds how good a contender's answers are at a point, and remembers.</summary>
internal sealed class Examiner(FaceSet faces, Judge judge)
{
    private const int Threads = 2;
    private const int TrialProbes = 16;
    private const int FewestProbes = 100;
    private const double MostSeconds = 20;

    private readonly Dictionary<(IContender, OperatingPoint, int), Grade> _grades = [];

    /// <summary>The grade of mated probes. A contender too slow for all of them is asked with the first ones.</summary>
    public Grade Examine(IContender contender, OperatingPoint point, int each)
    {
        if (!_grades.TryGetValue((contender, point, each), out Grade? grade))
        {
            int count = Count(contender, point, each);
            PeerRun run = contender.Run(point, each, 0, count, Threads);
            grade = new Grade(count, run.Median, judge.MateRank1(run, 0, contender.Threshold), each < ExactNeighbours.Depth ? null : judge.Recall(run, 0, contender.Threshold));
            _grades.Add((contender, point, each), grade);
        }

        return grade;
    }

    /// <summary>The recall of non-mated probes; null when nobody was to be found.</summary>
    public double? NonMatedRecall(IContender contender, OperatingPoint point)
    {
        int count = Count(contender, point, ExactNeighbours.Depth);
        return judge.Recall(contender.Run(point, ExactNeighbours.Depth, faces.Mated, count, Threads), faces.Mated, contender.Threshold);
    }

    private int Count(IContender contender, OperatingPoint point, int each)
    {
        int trial = Math.Min(TrialProbes, faces.Mated);
        double pace = contender.Run(point, each, 0, trial, Threads).Seconds / trial;
        return (int)Math.Clamp(MostSeconds / pace, Math.Min(FewestProbes, faces.Mated), faces.Mated);
    }
}

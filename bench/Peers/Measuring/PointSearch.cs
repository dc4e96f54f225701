using HyperFace.Bench.Peers.Contenders;

namespace HyperFace.Bench.Peers.Measuring;

/// <summary>Finds the least width that reaches a target; of several numbers to compare in full, the one that is fastest so.</summary>
internal sealed class PointSearch(Examiner examiner)
{
    /// <summary>The point, or null when no width reaches the target.</summary>
    public OperatingPoint? Find(IContender contender, Target target)
    {
        if (contender.Widths.Count == 0)
        {
            return new OperatingPoint(0, 0);
        }

        IEnumerable<int> reranks = contender.Reranks.Count == 0 ? [0] : contender.Reranks.Where(rerank => rerank >= target.Each);
        return reranks
            .Select(rerank => Least(contender, target, rerank))
            .Where(point => point is not null)
            .OrderBy(point => examiner.Examine(contender, point!.Value, target.Each).Median)
            .FirstOrDefault();
    }

    /// <summary>The best that a contender came to at its widest.</summary>
    public double? Best(IContender contender, Target target) =>
        examiner.Examine(contender, new OperatingPoint(contender.Widths[^1], contender.Reranks.Count == 0 ? 0 : contender.Reranks[^1]), target.Each).By(target);

    /// <summary>Wider is better but for a probe or two: halving finds a rung next to one that falls short.</summary>
    private OperatingPoint? Least(IContender contender, Target target, int rerank)
    {
        // Less than is asked for is widened by the index itself; lists of an inverted file are no such number.
        int[] widths = [.. contender.Widths.Where(width => contender.Reranks.Count > 0 || width >= target.Each)];
        int low = 0;
        int high = widths.Length - 1;
        if (!Reaches(contender, target, new OperatingPoint(widths[high], rerank)))
        {
            return null;
        }

        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Reaches(contender, target, new OperatingPoint(widths[middle], rerank)))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return new OperatingPoint(widths[high], rerank);
    }

    private bool Reaches(IContender contender, Target target, OperatingPoint point) =>
        examiner.Examine(contender, point, target.Each).By(target) >= target.Least;
}

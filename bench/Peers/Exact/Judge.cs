using HyperFace.Bench.Peers.Faces;
using HyperFace.Bench.Peers.Measuring;

namespace HyperFace.Bench.Peers.Exact;

/// <summary>
/// Says how good answers are. Similarities are compared, computed anew from the vectors: a template as similar as the
/// exact tenth is as good as it, and no contender's own figures are trusted.
/// </summary>
internal sealed class Judge(FaceSet faces, ExactNeighbours exact)
{
    /// <summary>Two ways to add up a product of two unit vectors differ by less.</summary>
    private const float Rounding = 2e-6f;

    /// <summary>The share of mated probes that an exact search puts the mate first for.</summary>
    public double ExactRank1 => Enumerable.Range(0, faces.Mated).Average(probe => MateIsFirst(probe, float.NegativeInfinity) ? 1.0 : 0);

    /// <summary>Of the mates that an exact search puts first, the share that stands first here too; with a threshold, of those that reach it. Null when there are none.</summary>
    public double? MateRank1(PeerRun run, int firstProbe, float threshold)
    {
        int due = 0;
        int found = 0;
        for (int i = 0; i < run.Probes; i++)
        {
            int probe = firstProbe + i;
            if (MateIsFirst(probe, threshold))
            {
                due++;
                found += faces.SubjectOf(run.Found[i * run.Each]) == faces.MateOf(probe) ? 1 : 0;
            }
        }

        return due == 0 ? null : (double)found / due;
    }

    /// <summary>Of the ten most similar templates, the share that was found; with a threshold, of those that reach it. Null when there are none.</summary>
    public double? Recall(PeerRun run, int firstProbe, float threshold)
    {
        long due = 0;
        long found = 0;
        for (int i = 0; i < run.Probes; i++)
        {
            ReadOnlySpan<float> nearest = exact.Similarities(firstProbe + i);
            int count = 0;
            while (count < nearest.Length && nearest[count] >= Math.Max(threshold, -1))
            {
                count++;
            }

            if (count > 0)
            {
                float least = nearest[count - 1] - Rounding;
                int probe = firstProbe + i;
                due += count;
                found += Math.Min(count, new ArraySegment<long>(run.Found, i * run.Each, run.Each).Where(template => template >= 0).Distinct().Count(template => faces.Similarity(probe, template) >= least));
            }
        }

        return due == 0 ? null : (double)found / due;
    }

    private bool MateIsFirst(int probe, float threshold) =>
        faces.SubjectOf(exact.Nearest(probe)) == faces.MateOf(probe) && exact.Similarities(probe)[0] >= threshold;
}

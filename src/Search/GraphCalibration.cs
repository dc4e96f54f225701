namespace HyperFace.Search;

/// <summary>How wide a walk through the graph of an index must be to find the mates, measured on the index itself. Immutable.</summary>
public sealed class GraphCalibration
{
    /// <summary>The widths that are tried, in rising order.</summary>
    internal static readonly int[] Ladder = [16, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048];

    internal GraphCalibration(int sampled, IReadOnlyList<CalibrationPoint> points)
    {
        Sampled = sampled;
        Points = points;
    }

    /// <summary>Mated probes that were searched for.</summary>
    public int Sampled { get; }

    /// <summary>What was found, in the order of rising <see cref="CalibrationPoint.Ef"/> and recall.</summary>
    public IReadOnlyList<CalibrationPoint> Points { get; }

    /// <summary>The largest ef that was tried; null when nothing was linked.</summary>
    internal int? Widest => Points.Count == 0 ? null : Points[^1].Ef;

    /// <summary>The least ef that finds this share of the mates; null when none that was tried does.</summary>
    /// <param name="mateRecall">0 to 1.</param>
    public int? EfFor(double mateRecall)
    {
        // By index: a search asks, and an enumerator behind an interface would be allocated.
        for (int i = 0; i < Points.Count; i++)
        {
            if (Points[i].MateRecall >= mateRecall)
            {
                return Points[i].Ef;
            }
        }

        return null;
    }
}

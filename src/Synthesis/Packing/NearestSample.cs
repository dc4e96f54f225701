namespace HyperFace.Synthesis.Packing;

/// <summary>Some points compared with everybody: how near the nearest is on the whole, where comparing all would take hours.</summary>
internal static class NearestSample
{
    /// <summary>
    /// Points of a sample, whole tiles of them: their mean misses that of all by a twentieth of how much points differ, and
    /// comparing them takes a part of the time of a pass.
    /// </summary>
    public const int Size = 5 * PointSet.TileRows;

    /// <summary>The largest and the mean similarity of a sample, spread evenly over all points, to the nearest other.</summary>
    public static (float Largest, double Mean) Of(PointSet points, Workers workers)
    {
        int count = Math.Min(Size, points.Count);
        int[] numbers = [.. Enumerable.Range(0, count).Select(place => (int)((long)place * points.Count / count))];
        using PointSet rows = points.Select(numbers);
        using var lists = new NeighbourLists(count, 1);
        TileSearch.Between(rows, points, lists, numbers, workers);
        float largest = -1;
        double sum = 0;
        for (int row = 0; row < count; row++)
        {
            largest = Math.Max(largest, lists.Best(row));
            sum += lists.Best(row);
        }

        return (largest, sum / count);
    }
}

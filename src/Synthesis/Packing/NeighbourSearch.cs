namespace HyperFace.Synthesis.Packing;

/// <summary>Makes the lists of neighbours of all points: exactly, or past a number of points through an index.</summary>
internal static unsafe class NeighbourSearch
{
    /// <summary>The room for rounding between two ways to sum the same product.</summary>
    private const float Rounding = 1e-5f;

    /// <summary>Makes the lists anew. How they were before does not change what they become, only how fast.</summary>
    public static void Renew(PointSet points, NeighbourLists lists, bool throughIndex, Workers workers)
    {
        if (throughIndex)
        {
            IndexSearch.Among(points, lists, workers);
        }
        else
        {
            workers.Share(points.Count, 16, row => Reset(points, lists, (int)row));
            TileSearch.Among(points, lists, workers);
        }

        workers.Share(points.Count, 64, row => lists.Sort((int)row));
    }

    /// <summary>
    /// Empties a list and sets its floor: of its old neighbours none is less similar now than the least similar of them, and
    /// so the new list, as long as the old, needs nobody below.
    /// </summary>
    private static void Reset(PointSet points, NeighbourLists lists, int row)
    {
        float floor = float.NegativeInfinity;
        ReadOnlySpan<int> old = lists[row];
        if (old.Length == lists.Length)
        {
            floor = float.PositiveInfinity;
            foreach (int neighbour in old)
            {
                floor = Math.Min(floor, PointKernels.Dot(points[row], points[neighbour], points.Stride));
            }

            floor -= Rounding;
        }

        lists.Clear(row, floor);
    }
}

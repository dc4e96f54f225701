namespace HyperFace.Synthesis.Packing;

/// <summary>Finds neighbours by comparing everybody with everybody, tile by tile: exact, and the same whatever the number of threads.</summary>
internal static unsafe class TileSearch
{
    private const int Side = PointSet.TileRows;

    /// <summary>Tiles that a thread takes at a time: one side stays the same over most of them, and in the cache.</summary>
    private const int Run = 32;

    /// <summary>Offers to each point's list every other point that exceeds its floor; a pair is compared once for both.</summary>
    public static void Among(PointSet points, NeighbourLists lists, Workers workers)
    {
        int tiles = points.Tiles;
        var locks = new Lock[tiles];
        for (int i = 0; i < tiles; i++)
        {
            locks[i] = new Lock();
        }

        long pairs = (long)tiles * (tiles + 1) / 2;
        workers.Share(pairs, Run, TileScratch.New, (pair, scratch) =>
        {
            (int left, int right) = Pair(pair);
            PointKernels.Tile(points[left * Side], points[right * Side], points.Stride, scratch.Products);
            scratch.Collect(lists.Floors + (left * Side), lists.Floors + (right * Side));
            lock (locks[left])
            {
                foreach (TileHit hit in scratch.Hits)
                {
                    Offer(lists, (left * Side) + hit.Row, (right * Side) + hit.Column, points.Count, hit.Similarity);
                }
            }

            if (left != right)
            {
                lock (locks[right])
                {
                    foreach (TileHit hit in scratch.Hits)
                    {
                        Offer(lists, (right * Side) + hit.Column, (left * Side) + hit.Row, points.Count, hit.Similarity);
                    }
                }
            }
        });
    }

    /// <summary>Offers to each row's list every point that exceeds its floor.</summary>
    /// <param name="rows">Whose neighbours are sought.</param>
    /// <param name="points">Among whom.</param>
    /// <param name="lists">A list for each row.</param>
    /// <param name="own">Of each row the point that it is itself, and that is no neighbour; empty where the rows are none of the points.</param>
    /// <param name="workers">The threads.</param>
    public static void Between(PointSet rows, PointSet points, NeighbourLists lists, int[] own, Workers workers)
    {
        var locks = new Lock[rows.Tiles];
        for (int i = 0; i < locks.Length; i++)
        {
            locks[i] = new Lock();
        }

        workers.Share((long)rows.Tiles * points.Tiles, Run, TileScratch.New, (pair, scratch) =>
        {
            (int left, int right) = ((int)(pair % rows.Tiles), (int)(pair / rows.Tiles));
            PointKernels.Tile(rows[left * Side], points[right * Side], points.Stride, scratch.Products);
            scratch.Collect(lists.Floors + (left * Side));
            lock (locks[left])
            {
                foreach (TileHit hit in scratch.Hits)
                {
                    int row = (left * Side) + hit.Row;
                    int column = (right * Side) + hit.Column;
                    if (column < points.Count && (own.Length == 0 || own[row] != column))
                    {
                        lists.Offer(row, column, hit.Similarity);
                    }
                }
            }
        });
    }

    private static void Offer(NeighbourLists lists, int row, int column, int count, float similarity)
    {
        // Looked at again, for the floor has risen since, and there is one for each side.
        if (similarity > lists.Floors[row] && row != column && column < count)
        {
            lists.Offer(row, column, similarity);
        }
    }

    /// <summary>The pair of that number in the order (0,0), (0,1), (1,1), (0,2), …: the left is at most the right.</summary>
    private static (int Left, int Right) Pair(long number)
    {
        var right = (long)((Math.Sqrt((8.0 * number) + 1) - 1) / 2);
        // The root is rounded: one step puts it right.
        right -= right * (right + 1) / 2 > number ? 1 : 0;
        right += (right + 1) * (right + 2) / 2 <= number ? 1 : 0;
        return ((int)(number - (right * (right + 1) / 2)), (int)right);
    }
}

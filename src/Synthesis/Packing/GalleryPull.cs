namespace HyperFace.Synthesis.Packing;

/// <summary>Draws each point towards the embedding of a gallery that lies nearest to it, so that points stay where faces are.</summary>
internal sealed unsafe class GalleryPull(PointSet gallery, int points, float alpha)
{
    private const int Nobody = -1;

    private readonly int[] _nearest = new int[points];

    /// <summary>Finds everybody's nearest embedding.</summary>
    public void Renew(PointSet rows, Workers workers)
    {
        using var lists = new NeighbourLists(rows.Count, 1);
        TileSearch.Between(rows, gallery, lists, [], workers);
        for (int row = 0; row < rows.Count; row++)
        {
            _nearest[row] = lists.Count(row) > 0 ? lists[row][0] : Nobody;
        }
    }

    /// <summary>Finds the nearest embedding of some points.</summary>
    public void Renew(PointSet rows, ReadOnlySpan<int> numbers, Workers workers)
    {
        using var lists = new NeighbourLists(rows.Count, 1);
        TileSearch.Between(rows, gallery, lists, [], workers);
        for (int row = 0; row < rows.Count; row++)
        {
            _nearest[numbers[row]] = lists.Count(row) > 0 ? lists[row][0] : Nobody;
        }
    }

    /// <summary>Adds to a point's gradient that of α times the cosine distance to its embedding.</summary>
    public void Add(int point, float* gradient, int stride) => PointKernels.Add(gradient, -alpha, gallery[_nearest[point]], stride);

    /// <summary>The mean cosine distance of the points to their embeddings.</summary>
    public double MeanDistance(PointSet rows)
    {
        double sum = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            sum += 1 - PointKernels.Dot(rows[row], gallery[_nearest[row]], rows.Stride);
        }

        return sum / rows.Count;
    }
}

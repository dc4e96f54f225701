using HyperFace.Synthesis.Random;

namespace HyperFace.Synthesis.Packing;

/// <summary>A pass in which some points move at a time, in an order drawn anew, each compared with all others as they stand then.</summary>
internal static unsafe class StochasticPass
{
    private const ulong OrderStream = 0x5EED0FA11BA7C4ED;

    /// <summary>Moves everybody once.</summary>
    public static PackingProgress Run(PackingOptions options, PackingState state, PointMover mover, GalleryPull? pull, Schedule schedule, Workers workers)
    {
        int[] order = Order(options, state.Pass);
        double sharpness = schedule.Sharpness(state.Pass);
        double rate = schedule.Rate(state.Pass);
        for (int first = 0; first < order.Length; first += options.BatchSize)
        {
            int[] batch = order[first..Math.Min(order.Length, first + Math.Min(options.BatchSize, order.Length - first))];
            using PointSet rows = state.Points.Select(batch);
            using var lists = new NeighbourLists(batch.Length, options.ListLength);
            TileSearch.Between(rows, state.Points, lists, batch, workers);
            pull?.Renew(rows, batch, workers);
            workers.Share(batch.Length, 4, () => new GradientRoom(state.Points.Stride), (row, room) =>
            {
                lists.Sort((int)row);
                mover.Learn(batch[row], lists[(int)row], sharpness, room);
            });
            workers.Share(batch.Length, 16, row => mover.Move(batch[row], rate));
        }

        return mover.Summary() with { Measure = PackingMeasure.InTurn };
    }

    private static int[] Order(PackingOptions options, int pass)
    {
        int[] order = [.. Enumerable.Range(0, options.Points)];
        var random = new SplitMix64(SplitMix64.Mix(options.Seed ^ OrderStream) + (ulong)pass);
        for (int i = order.Length - 1; i > 0; i--)
        {
            int other = (int)(random.NextUInt64() % (ulong)(i + 1));
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }
}

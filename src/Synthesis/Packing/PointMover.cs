namespace HyperFace.Synthesis.Packing;

/// <summary>Lets points learn from their neighbours, and moves them.</summary>
internal sealed unsafe class PointMover(PackingState state, GalleryPull? pull, Workers workers)
{
    private const int Run = 16;

    private readonly float[] _largest = new float[state.Points.Count];
    private int Stride => state.Points.Stride;

    /// <summary>Takes everybody's gradient into the moments. Nobody moves yet, so all see the same.</summary>
    public PackingProgress Learn(NeighbourLists lists, double sharpness)
    {
        workers.Share(state.Points.Count, Run, () => new GradientRoom(Stride), (row, room) => Learn((int)row, lists[(int)row], sharpness, room));
        return Summary();
    }

    /// <summary>Takes one point's gradient into its moments.</summary>
    public void Learn(int point, ReadOnlySpan<int> neighbours, double sharpness, GradientRoom room)
    {
        float* place = state.Points[point];
        (_, _largest[point]) = Repulsion.Of(state.Points, place, neighbours, sharpness, room.Gradient);
        pull?.Add(point, room.Gradient, Stride);
        Repulsion.MakeTangential(place, room.Gradient, Stride);
        Motion.Learn(room.Gradient, state.Momentum[point], ref state.Squares[point], Stride);
    }

    /// <summary>Moves everybody.</summary>
    public void Move(double rate) => workers.Share(state.Points.Count, 4 * Run, row => Move((int)row, rate));

    /// <summary>Moves one point.</summary>
    public void Move(int point, double rate) =>
        Motion.Move(state.Points[point], state.Momentum[point], state.Squares[point], state.Pass + 1, rate, Stride);

    /// <summary>How the points lie, by lists that were just made.</summary>
    public PackingProgress Measure(NeighbourLists lists)
    {
        workers.Share(state.Points.Count, 4 * Run, row => _largest[row] = lists.Best((int)row));
        return Summary();
    }

    /// <summary>What the points last saw, in an order that is always the same.</summary>
    public PackingProgress Summary()
    {
        float largest = -1;
        double sum = 0;
        foreach (float nearest in _largest)
        {
            largest = Math.Max(largest, nearest);
            sum += nearest;
        }

        return new PackingProgress(state.Pass, largest, sum / _largest.Length, IsExact: false, pull?.MeanDistance(state.Points));
    }
}

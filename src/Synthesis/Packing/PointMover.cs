using HyperFace.Synthesis.Random;

namespace HyperFace.Synthesis.Packing;

/// <summary>Lets points learn from their neighbours, and moves them.</summary>
internal sealed unsafe class PointMover(PackingState state, GalleryPull? pull, Workers workers)
{
    private const int Run = 16;

    /// <summary>Of equal points the product is 1 but for rounding.</summary>
    private const float NearlyOne = 1 - 1e-6f;

    private const ulong ScatterSeed = 0x5CA7_7E8E_D0F0_2711;

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
        if (_largest[point] >= NearlyOne)
        {
            Scatter(point, neighbours, room.Gradient);
        }

        pull?.Add(point, room.Gradient, Stride);
        Repulsion.MakeTangential(place, room.Gradient, Stride);
        Motion.Learn(room.Gradient, state.Momentum[point], ref state.Squares[point], Stride);
    }

    /// <summary>Moves everybody.</summary>
    public void Move(double rate) => workers.Share(state.Points.Count, 4 * Run, row => Move((int)row, rate));

    /// <summary>Moves one point.</summary>
    public void Move(int point, double rate) =>
        Motion.Move(state.Points[point], state.Momentum[point], state.Squares[point], state.Pass + 1, rate, Stride);

    /// <summary>How the points lie, by their listed neighbours as all stand now.</summary>
    public PackingProgress Look(NeighbourLists lists)
    {
        workers.Share(state.Points.Count, Run, row => _largest[row] = Largest((int)row, lists[(int)row]));
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

        return new PackingProgress(state.Pass, largest, sum / _largest.Length, PackingMeasure.Listed, pull?.MeanDistance(state.Points));
    }

    private float Largest(int point, ReadOnlySpan<int> neighbours)
    {
        float largest = -1;
        foreach (int neighbour in neighbours)
        {
            largest = Math.Max(largest, PointKernels.Dot(state.Points[point], state.Points[neighbour], Stride));
        }

        return largest;
    }

    /// <summary>
    /// Gives a point that another one is equal to a direction of its own. Equal points see the same and would never part: no gradient
    /// leads from one to the other.
    /// </summary>
    private void Scatter(int point, ReadOnlySpan<int> neighbours, float* gradient)
    {
        Span<float> place = state.Points.Row(point);
        foreach (int neighbour in neighbours)
        {
            if (place.SequenceEqual(state.Points.Row(neighbour)))
            {
                var random = new SeededGaussian(ScatterSeed, stream: 0, point);
                double length = Math.Sqrt(place.Length);
                for (int i = 0; i < place.Length; i++)
                {
                    gradient[i] += (float)(random.Next() / length);
                }

                return;
            }
        }
    }
}

namespace HyperFace.Synthesis.Packing;

/// <summary>
/// Adam (Kingma and Ba, ICLR 2015, arXiv:1412.6980) on the sphere. The second moment is one number a point, the mean square of the length
/// of its gradient, and not one a coordinate: no direction of the sphere is special, a step is then as long as the learning rate in
/// radians, and half the memory is saved.
/// </summary>
internal static unsafe class Motion
{
    private const float Mean = 0.9f;
    private const float MeanSquare = 0.99f;
    private const double Smallest = 1e-12;

    /// <summary>Takes a gradient into the moments of a point.</summary>
    public static void Learn(float* gradient, float* momentum, ref float square, int stride)
    {
        PointKernels.Scale(momentum, Mean, stride);
        PointKernels.Add(momentum, 1 - Mean, gradient, stride);
        square = (MeanSquare * square) + ((1 - MeanSquare) * PointKernels.Dot(gradient, gradient, stride));
    }

    /// <summary>Moves a point against its gradient and back onto the sphere.</summary>
    /// <param name="point">The point.</param>
    /// <param name="momentum">Its first moment.</param>
    /// <param name="square">Its second.</param>
    /// <param name="step">How often it has learnt, from 1 on: the moments begin at zero and are too small at first.</param>
    /// <param name="rate">The learning rate, in radians.</param>
    /// <param name="stride">Floats of a point.</param>
    public static void Move(float* point, float* momentum, float square, int step, double rate, int stride)
    {
        double mean = 1 - Math.Pow(Mean, step);
        double deviation = Math.Sqrt(square / (1 - Math.Pow(MeanSquare, step)));
        PointKernels.Add(point, (float)(-rate / (mean * (deviation + Smallest))), momentum, stride);
        PointKernels.Scale(point, (float)(1 / Math.Sqrt(PointKernels.Dot(point, point, stride))), stride);
    }
}

using System.Runtime.Intrinsics;

namespace HyperFace.Synthesis.Packing;

/// <summary>What one point gains by moving: the gradient of its soft-max of similarities, with whatever pulls it, along the sphere.</summary>
internal static unsafe class Repulsion
{
    /// <summary>The sharpness at which the soft-max is the nearest neighbour alone.</summary>
    public const double OnlyNearest = double.PositiveInfinity;

    /// <summary>
    /// The gradient, over the position of one point, of log(Σ exp(sharpness · similarity)) / sharpness over its neighbours. Each
    /// neighbour is read once: what was summed up is scaled down whenever a nearer one comes.
    /// </summary>
    /// <param name="points">All points.</param>
    /// <param name="point">The one.</param>
    /// <param name="neighbours">The numbers of its neighbours.</param>
    /// <param name="sharpness">The sharpness, or <see cref="OnlyNearest"/>.</param>
    /// <param name="gradient">Receives the gradient, not yet brought to the sphere's tangent; padded as the points are.</param>
    /// <returns>The value of the soft-max, and the largest similarity; −1 and no gradient without neighbours.</returns>
    public static (double Value, float Largest) Of(PointSet points, float* point, ReadOnlySpan<int> neighbours, double sharpness, float* gradient)
    {
        int stride = points.Stride;
        new Span<float>(gradient, stride).Clear();
        if (neighbours.IsEmpty)
        {
            // An index may find nobody. Then there is nothing to move away from.
            return (-1, -1);
        }

        if (double.IsInfinity(sharpness))
        {
            return Nearest(points, point, neighbours, gradient);
        }

        float sharp = (float)sharpness;
        float largest = float.NegativeInfinity;
        float sum = 0;
        int at = 0;
        for (; at + 4 <= neighbours.Length; at += 4)
        {
            float* a = points[neighbours[at]], b = points[neighbours[at + 1]], c = points[neighbours[at + 2]], d = points[neighbours[at + 3]];
            Vector128<float> similarities = PointKernels.DotFour(point, a, b, c, d, stride);
            float nearest = Math.Max(Math.Max(similarities[0], similarities[1]), Math.Max(similarities[2], similarities[3]));
            sum = Rescale(gradient, stride, sharp, nearest, ref largest, sum);
            Vector128<float> weights = Vector128.Create(
                MathF.Exp(sharp * (similarities[0] - largest)),
                MathF.Exp(sharp * (similarities[1] - largest)),
                MathF.Exp(sharp * (similarities[2] - largest)),
                MathF.Exp(sharp * (similarities[3] - largest)));
            sum += Vector128.Sum(weights);
            PointKernels.AddFour(gradient, weights, a, b, c, d, stride);
        }

        for (; at < neighbours.Length; at++)
        {
            float* other = points[neighbours[at]];
            float similarity = PointKernels.Dot(point, other, stride);
            sum = Rescale(gradient, stride, sharp, similarity, ref largest, sum);
            float weight = MathF.Exp(sharp * (similarity - largest));
            sum += weight;
            PointKernels.Add(gradient, weight, other, stride);
        }

        PointKernels.Scale(gradient, 1 / sum, stride);
        return (largest + (Math.Log(sum) / sharpness), largest);
    }

    /// <summary>Takes from a gradient what points off the sphere.</summary>
    public static void MakeTangential(float* point, float* gradient, int stride) =>
        PointKernels.Add(gradient, -PointKernels.Dot(point, gradient, stride), point, stride);

    private static float Rescale(float* gradient, int stride, float sharpness, float nearest, ref float largest, float sum)
    {
        if (nearest <= largest)
        {
            return sum;
        }

        float factor = MathF.Exp(sharpness * (largest - nearest));
        largest = nearest;
        if (sum > 0)
        {
            PointKernels.Scale(gradient, factor, stride);
        }

        return sum * factor;
    }

    private static (double Value, float Largest) Nearest(PointSet points, float* point, ReadOnlySpan<int> neighbours, float* gradient)
    {
        float largest = float.NegativeInfinity;
        int nearest = 0;
        foreach (int neighbour in neighbours)
        {
            float similarity = PointKernels.Dot(point, points[neighbour], points.Stride);
            if (similarity > largest)
            {
                (largest, nearest) = (similarity, neighbour);
            }
        }

        PointKernels.Add(gradient, 1, points[nearest], points.Stride);
        return (largest, largest);
    }
}

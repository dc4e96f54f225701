using System.Runtime.Intrinsics;
using HyperFace.Synthesis.Random;

namespace HyperFace.Synthesis.Embeddings;

/// <summary>A rotation drawn from all of them: after it no coordinate is special, as in a network's output. Product quantisers, which cut a vector into runs of coordinates, notice.</summary>
internal sealed class RandomRotation
{
    private readonly float[][] _rows;

    /// <summary>Draws one: normal deviates, made orthogonal row by row.</summary>
    public RandomRotation(int dimension, SeededGaussian random, CancellationToken cancellation)
    {
        var rows = new double[dimension][];
        for (int row = 0; row < dimension; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            rows[row] = [.. Enumerable.Range(0, dimension).Select(_ => random.Next())];
            Spectrum.MakeOrthogonal(rows[row], rows.AsSpan(0, row));
        }

        _rows = [.. rows.Select(row => Array.ConvertAll(row, value => (float)value))];
    }

    /// <summary>Rotates a vector of unit length; the result has it to the last bits of a float.</summary>
    public void Apply(double[] vector, Span<float> rotated)
    {
        float[] single = Array.ConvertAll(vector, value => (float)value);
        for (int row = 0; row < _rows.Length; row++)
        {
            rotated[row] = Product(single, _rows[row]);
        }
    }

    /// <summary>An inner product, summed up in an order that is the same on every processor.</summary>
    private static float Product(float[] left, float[] right)
    {
        Vector256<float> a = default, b = default;
        int whole = left.Length & ~15;
        for (int i = 0; i < whole; i += 16)
        {
            a = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref left[i]), Vector256.LoadUnsafe(ref right[i]), a);
            b = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref left[i + 8]), Vector256.LoadUnsafe(ref right[i + 8]), b);
        }

        float sum = Vector256.Sum(a + b);
        for (int i = whole; i < left.Length; i++)
        {
            sum = MathF.FusedMultiplyAdd(left[i], right[i], sum);
        }

        return sum;
    }
}

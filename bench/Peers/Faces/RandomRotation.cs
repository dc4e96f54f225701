using HyperFace.Bench.Peers.Exact;

namespace HyperFace.Bench.Peers.Faces;

/// <summary>A rotation drawn from all of them: after it no coordinate is special, as in a network's output. Product quantisers, which cut a vector into runs of coordinates, notice.</summary>
internal sealed class RandomRotation
{
    private readonly float[][] _rows;

    /// <summary>Draws one: normal deviates, made orthogonal row by row.</summary>
    public RandomRotation(int dimension, SeededGaussian random)
    {
        var rows = new double[dimension][];
        for (int row = 0; row < dimension; row++)
        {
            rows[row] = [.. Enumerable.Range(0, dimension).Select(_ => random.Next())];
            Spectrum.MakeOrthogonal(rows[row], rows.AsSpan(0, row));
        }

        _rows = [.. rows.Select(row => Array.ConvertAll(row, value => (float)value))];
    }

    /// <summary>Rotates a vector of unit length; the result has it to the last bits of a float.</summary>
    public unsafe void Apply(double[] vector, Span<float> rotated)
    {
        float[] single = Array.ConvertAll(vector, value => (float)value);
        fixed (float* from = single)
        {
            for (int row = 0; row < _rows.Length; row++)
            {
                fixed (float* direction = _rows[row])
                {
                    rotated[row] = Dot.Of(from, direction, single.Length);
                }
            }
        }
    }
}

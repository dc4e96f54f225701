namespace HyperFace.Synthesis.Embeddings;

/// <summary>Standard deviations by coordinate, before the rotation that leaves no coordinate special.</summary>
internal static class Spectrum
{
    private const double Floor = 0.004;

    /// <summary>Of centres: falling by 1/e every <paramref name="decay"/> coordinates, down to a floor. The squares sum up to 1.</summary>
    public static double[] OfCentres(int dimension, double decay)
    {
        double[] variances = [.. Enumerable.Range(0, dimension).Select(i => Math.Exp(-i / decay) + Floor)];
        double sum = variances.Sum();
        return [.. variances.Select(variance => Math.Sqrt(variance / sum))];
    }

    /// <summary>Of noise: half as the centres, half in all coordinates alike.</summary>
    public static double[] OfNoise(double[] centres) => [.. centres.Select(deviation => Math.Sqrt((0.5 * deviation * deviation) + (0.5 / centres.Length)))];

    /// <summary>Brings a vector to a length.</summary>
    public static void Scale(double[] vector, double length)
    {
        double squares = 0;
        foreach (double value in vector)
        {
            squares += value * value;
        }

        double scale = length / Math.Sqrt(squares);
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] *= scale;
        }
    }

    /// <summary>Takes from a vector what lies along others, of unit length and orthogonal, and brings the rest to unit length (modified Gram–Schmidt).</summary>
    public static void MakeOrthogonal(double[] vector, ReadOnlySpan<double[]> others)
    {
        foreach (double[] other in others)
        {
            double along = 0;
            for (int i = 0; i < vector.Length; i++)
            {
                along += vector[i] * other[i];
            }

            for (int i = 0; i < vector.Length; i++)
            {
                vector[i] -= along * other[i];
            }
        }

        Scale(vector, 1);
    }
}

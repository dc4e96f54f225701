namespace HyperFace.DemoModel.Fitting;

/// <summary>
/// The directions in which rows of numbers spread most, by subspace iteration (Rutishauser 1970) with a Rayleigh-Ritz
/// step at the end.
/// </summary>
internal static class LeadingSubspace
{
    private const int Spare = 32;
    private const int Iterations = 24;

    /// <summary>The leading eigenvectors of the mean of "row times row turned", the strongest first, and their eigenvalues.</summary>
    public static (Matrix Directions, double[] Spreads) Of(Matrix rows, int count)
    {
        int width = Math.Min(count + Spare, rows.Columns);
        Matrix basis = Start(rows.Columns, width);
        Orthonormalise(basis);
        Matrix turned = rows.Turned();
        for (int i = 0; i < Iterations; i++)
        {
            Matrix along = turned.TurnedTimes(basis.Turned());
            basis = rows.TurnedTimes(along).Turned();
            Orthonormalise(basis);
        }

        // Within the subspace the problem is small enough for Jacobi's method.
        Matrix projected = turned.TurnedTimes(basis.Turned());
        Matrix small = projected.TurnedTimes(projected);
        (double[] values, double[][] vectors) = Jacobi.Of(small, rows.Rows);
        var directions = new Matrix(count, rows.Columns);
        for (int k = 0; k < count; k++)
        {
            for (int j = 0; j < width; j++)
            {
                Matrix.AddScaled(basis.Row(j), (float)vectors[k][j], directions.Row(k));
            }
        }

        return (directions, values[..count]);
    }

    // Any start will do that is not blind to a direction; this one is the same everywhere.
    private static Matrix Start(int length, int count)
    {
        var start = new Matrix(count, length);
        var random = new Random(20_240_229);
        for (int i = 0; i < count; i++)
        {
            foreach (ref float value in start.Row(i))
            {
                value = (float)(random.NextDouble() - 0.5);
            }
        }

        return start;
    }

    // Gram-Schmidt, twice, row by row.
    private static void Orthonormalise(Matrix rows)
    {
        for (int i = 0; i < rows.Rows; i++)
        {
            for (int pass = 0; pass < 2; pass++)
            {
                for (int j = 0; j < i; j++)
                {
                    Matrix.AddScaled(rows.Row(j), (float)-Dot(rows.Row(i), rows.Row(j)), rows.Row(i));
                }
            }

            float scale = (float)(1 / Math.Sqrt(Dot(rows.Row(i), rows.Row(i))));
            foreach (ref float value in rows.Row(i))
            {
                value *= scale;
            }
        }
    }

    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += (double)a[i] * b[i];
        }

        return sum;
    }
}

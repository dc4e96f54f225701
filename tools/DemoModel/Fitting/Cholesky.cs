using System.Numerics;

namespace HyperFace.DemoModel.Fitting;

/// <summary>
/// A symmetric, positive definite matrix as the product of a lower triangle and its mirror image. In double precision;
/// the triangle is kept column by column, because the sums run down the columns.
/// </summary>
internal sealed class Cholesky
{
    private readonly double[][] _columns;

    private Cholesky(double[][] columns) => _columns = columns;

    public int Size => _columns.Length;

    /// <summary>Factors a matrix.</summary>
    /// <param name="columns">Its columns from the diagonal down: column j has size - j values. Overwritten.</param>
    /// <exception cref="ArithmeticException">The matrix is not positive definite.</exception>
    public static Cholesky Of(double[][] columns)
    {
        int size = columns.Length;
        for (int j = 0; j < size; j++)
        {
            double[] pivot = columns[j];
            if (!(pivot[0] > 0))
            {
                throw new ArithmeticException($"The matrix is not positive definite: pivot {j} is {pivot[0]}.");
            }

            double scale = 1 / Math.Sqrt(pivot[0]);
            for (int i = 0; i < pivot.Length; i++)
            {
                pivot[i] *= scale;
            }

            Parallel.For(j + 1, size, k => AddScaled(pivot.AsSpan(k - j), -pivot[k - j], columns[k]));
        }

        return new Cholesky(columns);
    }

    /// <summary>Solves "triangle times x is b" in place.</summary>
    public void SolveLower(Span<double> b)
    {
        for (int j = 0; j < Size; j++)
        {
            double[] column = _columns[j];
            double x = b[j] / column[0];
            b[j] = x;
            AddScaled(column.AsSpan(1), -x, b[(j + 1)..]);
        }
    }

    /// <summary>Solves "mirror image of the triangle times x is b" in place.</summary>
    public void SolveUpper(Span<double> b)
    {
        for (int j = Size - 1; j >= 0; j--)
        {
            double[] column = _columns[j];
            double sum = b[j];
            for (int i = 1; i < column.Length; i++)
            {
                sum -= column[i] * b[j + i];
            }

            b[j] = sum / column[0];
        }
    }

    private static void AddScaled(ReadOnlySpan<double> vector, double factor, Span<double> sum)
    {
        int i = 0;
        for (; i <= sum.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(sum[i..]) + (new Vector<double>(vector[i..]) * factor)).CopyTo(sum[i..]);
        }

        for (; i < sum.Length; i++)
        {
            sum[i] += vector[i] * factor;
        }
    }
}

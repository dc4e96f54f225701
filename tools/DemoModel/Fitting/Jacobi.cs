namespace HyperFace.DemoModel.Fitting;

/// <summary>All eigenvalues and eigenvectors of a small symmetric matrix, by cyclic Jacobi rotations.</summary>
internal static class Jacobi
{
    private const int MostSweeps = 30;

    /// <param name="symmetric">The matrix.</param>
    /// <param name="divisor">Every value is divided by it.</param>
    /// <returns>The eigenvalues, the largest first, and an eigenvector for each.</returns>
    public static (double[] Values, double[][] Vectors) Of(Matrix symmetric, double divisor)
    {
        int n = symmetric.Rows;
        double[][] a = [.. Enumerable.Range(0, n).Select(i => symmetric.Row(i).ToArray().Select(value => value / divisor).ToArray())];
        double[][] v = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0.0).ToArray())];
        for (int sweep = 0; sweep < MostSweeps && !IsDiagonal(a); sweep++)
        {
            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    Rotate(a, v, p, q);
                }
            }
        }

        int[] order = [.. Enumerable.Range(0, n).OrderByDescending(i => a[i][i])];
        return ([.. order.Select(i => a[i][i])], [.. order.Select(i => v[i])]);
    }

    private static bool IsDiagonal(double[][] a)
    {
        double off = 0;
        double on = 0;
        for (int i = 0; i < a.Length; i++)
        {
            on += a[i][i] * a[i][i];
            for (int j = 0; j < i; j++)
            {
                off += a[i][j] * a[i][j];
            }
        }

        return off <= 1e-22 * on;
    }

    // The rows of v are the eigenvectors.
    private static void Rotate(double[][] a, double[][] v, int p, int q)
    {
        if (a[p][q] == 0)
        {
            return;
        }

        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double c = 1 / Math.Sqrt((t * t) + 1);
        double s = t * c;
        for (int k = 0; k < a.Length; k++)
        {
            (a[k][p], a[k][q]) = ((c * a[k][p]) - (s * a[k][q]), (s * a[k][p]) + (c * a[k][q]));
        }

        double[] ap = a[p];
        double[] aq = a[q];
        double[] vp = v[p];
        double[] vq = v[q];
        for (int k = 0; k < a.Length; k++)
        {
            (ap[k], aq[k]) = ((c * ap[k]) - (s * aq[k]), (s * ap[k]) + (c * aq[k]));
            (vp[k], vq[k]) = ((c * vp[k]) - (s * vq[k]), (s * vp[k]) + (c * vq[k]));
        }
    }
}

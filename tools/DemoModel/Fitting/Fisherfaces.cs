namespace HyperFace.DemoModel.Fitting;

/// <summary>
/// Linear discriminant analysis of features (Fisherfaces: Belhumeur, Hespanha, Kriegman 1997): first whitens how pictures
/// of one person differ, then keeps the directions in which people differ most. The within-class scatter is regularised
/// (Friedman 1989) instead of being cut down by a principal component analysis, so that no direction is thrown away before
/// it is known to be useless.
/// </summary>
internal static class Fisherfaces
{
    /// <summary>Fits the projection.</summary>
    /// <param name="features">One row a picture; the pictures of a person follow each other.</param>
    /// <param name="picturesPerSubject">Rows of each person.</param>
    /// <param name="dimension">Directions to keep.</param>
    /// <param name="shrinkage">Share of the mean variance that is added to each feature, and taken for noise.</param>
    public static Projection Fit(Matrix features, int picturesPerSubject, int dimension, double shrinkage)
    {
        int subjects = features.Rows / picturesPerSubject;
        float[] mean = MeanOf(features, 0, features.Rows);
        var subjectMeans = new Matrix(subjects, features.Columns);
        var deviations = new Matrix(features.Rows, features.Columns);
        Parallel.For(0, subjects, subject =>
        {
            int first = subject * picturesPerSubject;
            float[] own = MeanOf(features, first, picturesPerSubject);
            for (int i = 0; i < own.Length; i++)
            {
                subjectMeans.Row(subject)[i] = own[i] - mean[i];
            }

            for (int picture = first; picture < first + picturesPerSubject; picture++)
            {
                for (int i = 0; i < own.Length; i++)
                {
                    deviations.Row(picture)[i] = features.Row(picture)[i] - own[i];
                }
            }
        });

        Cholesky within = Whitening(deviations, features.Rows - subjects, shrinkage);
        Parallel.For(0, subjects, subject => InPlace(subjectMeans.Row(subject), within.SolveLower));
        (Matrix directions, double[] spreads) = LeadingSubspace.Of(subjectMeans, dimension);
        Parallel.For(0, dimension, k => InPlace(directions.Row(k), within.SolveUpper));
        return new Projection(mean, directions, spreads);
    }

    private static float[] MeanOf(Matrix rows, int first, int count)
    {
        var sum = new float[rows.Columns];
        for (int row = first; row < first + count; row++)
        {
            Matrix.AddScaled(rows.Row(row), 1f / count, sum);
        }

        return sum;
    }

    private static Cholesky Whitening(Matrix deviations, int degreesOfFreedom, double shrinkage)
    {
        int size = deviations.Columns;
        Matrix scatter = deviations.TurnedTimes(deviations);
        double trace = 0;
        for (int i = 0; i < size; i++)
        {
            trace += scatter.Row(i)[i];
        }

        double floor = shrinkage * trace / size / degreesOfFreedom;
        var columns = new double[size][];
        Parallel.For(0, size, j =>
        {
            columns[j] = new double[size - j];
            for (int i = j; i < size; i++)
            {
                columns[j][i - j] = scatter.Row(j)[i] / (double)degreesOfFreedom;
            }

            columns[j][0] += floor;
        });
        return Cholesky.Of(columns);
    }

    private static void InPlace(Span<float> row, SolveInPlace solve)
    {
        var exact = new double[row.Length];
        for (int i = 0; i < exact.Length; i++)
        {
            exact[i] = row[i];
        }

        solve(exact);
        for (int i = 0; i < exact.Length; i++)
        {
            row[i] = (float)exact[i];
        }
    }

    private delegate void SolveInPlace(Span<double> b);
}

using System.Numerics;

namespace HyperFace.DemoModel.Fitting;

/// <summary>
/// A matrix of floats, row by row. Sums run over the rows in order and side by side over the columns, so that the number
/// of threads and the width of the processor's registers change no bit of a result.
/// </summary>
internal sealed class Matrix(int rows, int columns)
{
    private const int Together = 4;

    private readonly float[] _values = new float[(long)rows * columns];

    public int Rows => rows;

    public int Columns => columns;

    public Span<float> Row(int row) => _values.AsSpan(row * columns, columns);

    public static Matrix OfRows(IReadOnlyList<float[]> rows)
    {
        var matrix = new Matrix(rows.Count, rows[0].Length);
        for (int i = 0; i < rows.Count; i++)
        {
            rows[i].CopyTo(matrix.Row(i));
        }

        return matrix;
    }

    /// <summary>The product of this matrix, turned, and another of as many rows.</summary>
    public Matrix TurnedTimes(Matrix other)
    {
        var product = new Matrix(columns, other.Columns);
        Matrix turned = Turned();
        Parallel.For(0, (columns + Together - 1) / Together, block =>
        {
            int last = Math.Min(columns, (block + 1) * Together);
            for (int i = block * Together; i < last; i++)
            {
                Span<float> weights = turned.Row(i);
                Span<float> sum = product.Row(i);
                for (int k = 0; k < rows; k++)
                {
                    AddScaled(other.Row(k), weights[k], sum);
                }
            }
        });
        return product;
    }

    /// <summary>The product of this matrix and another.</summary>
    public Matrix Times(Matrix other) => Turned().TurnedTimes(other);

    public Matrix Turned()
    {
        var turned = new Matrix(columns, rows);
        Parallel.For(0, columns, column =>
        {
            Span<float> target = turned.Row(column);
            for (int row = 0; row < rows; row++)
            {
                target[row] = _values[((long)row * columns) + column];
            }
        });
        return turned;
    }

    /// <summary>Adds a multiple of one vector to another.</summary>
    public static void AddScaled(ReadOnlySpan<float> vector, float factor, Span<float> sum)
    {
        int i = 0;
        for (; i <= sum.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(sum[i..]) + (new Vector<float>(vector[i..]) * factor)).CopyTo(sum[i..]);
        }

        for (; i < sum.Length; i++)
        {
            sum[i] += vector[i] * factor;
        }
    }
}

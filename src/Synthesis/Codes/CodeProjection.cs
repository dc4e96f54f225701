using System.Collections.Concurrent;
using HyperFace.Synthesis.Random;

namespace HyperFace.Synthesis.Codes;

/// <summary>
/// From a point on the sphere to numbers that are uniform in [0, 1) where the points are uniform on the sphere: fixed
/// directions, orthonormal as long as the space has room for them, and the distribution function of what they see.
/// </summary>
internal sealed class CodeProjection
{
    private const ulong Seed = 0xC0DE_0F_9EA7_1E5ul;

    // A projection is made once for each length in a process: 90 x 512 values take a millisecond, 90 x 4096 a tenth of a second.
    private static readonly ConcurrentDictionary<int, CodeProjection> Made = new();

    private readonly int _length;
    private readonly float[] _directions;

    private CodeProjection(int length)
    {
        _length = length;
        _directions = Directions(length);
    }

    public static CodeProjection Of(int length) => Made.GetOrAdd(length, static length => new CodeProjection(length));

    public void Read(ReadOnlySpan<float> code, Span<float> uniforms)
    {
        for (int i = 0; i < uniforms.Length; i++)
        {
            ReadOnlySpan<float> direction = _directions.AsSpan(i * _length, _length);

            // One by one and in this order: a vectorised sum depends on the machine's width.
            double cosine = 0;
            for (int k = 0; k < direction.Length; k++)
            {
                cosine += (double)direction[k] * code[k];
            }

            uniforms[i] = SphereDistribution.Below(cosine, _length);
        }
    }

    private static float[] Directions(int length)
    {
        var rows = new double[LatentTraits.Count][];
        for (int i = 0; i < rows.Length; i++)
        {
            var normal = new NormalDraw(SplitMix64.Mix(Seed + ((ulong)length << 32) + (ulong)i));
            double[] row = rows[i] = new double[length];
            foreach (ref double value in row.AsSpan())
            {
                value = normal.Next();
            }

            // Twice, because one pass of Gram and Schmidt leaves rounding behind. Where the space is full, a new group begins.
            for (int pass = 0; pass < 2; pass++)
            {
                for (int j = i / length * length; j < i; j++)
                {
                    Subtract(row, rows[j]);
                }
            }

            Normalise(row);
        }

        var directions = new float[rows.Length * length];
        for (int i = 0; i < directions.Length; i++)
        {
            directions[i] = (float)rows[i / length][i % length];
        }

        return directions;
    }

    private static void Subtract(double[] row, double[] direction)
    {
        double along = Dot(row, direction);
        for (int k = 0; k < row.Length; k++)
        {
            row[k] -= along * direction[k];
        }
    }

    private static void Normalise(double[] row)
    {
        double length = Math.Sqrt(Dot(row, row));
        for (int k = 0; k < row.Length; k++)
        {
            row[k] /= length;
        }
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int k = 0; k < a.Length; k++)
        {
            sum += a[k] * b[k];
        }

        return sum;
    }
}

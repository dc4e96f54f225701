namespace HyperFace.Search.Tests.Support;

/// <summary>Dot products in double precision, term by term: what the kernels are held against.</summary>
internal static unsafe class DotProductReference
{
    private const int Alignments = 4;

    /// <summary>Compares a kernel with the reference for all lengths from 1 and for operands at all float offsets within 16 bytes.</summary>
    public static void RequireAgreement(delegate*<float*, float*, int, float> kernel, int longest)
    {
        float[] a = SeededVectors.Gaussian(seed: 11, longest + Alignments);
        float[] b = SeededVectors.Gaussian(seed: 12, longest + Alignments);
        fixed (float* pa = a, pb = b)
        {
            for (int length = 1; length <= longest; length++)
            {
                int shiftA = length % Alignments;
                int shiftB = length / Alignments % Alignments;
                float* x = pa + shiftA;
                float* y = pb + shiftB;
                double sum = 0;
                double absolute = 0;
                for (int i = 0; i < length; i++)
                {
                    sum += (double)x[i] * y[i];
                    absolute += Math.Abs((double)x[i] * y[i]);
                }

                // Rounding grows with the terms' sizes, not with their sum; a term left out or taken twice is far larger.
                Assert.Equal(sum, kernel(x, y, length), 1e-6 * absolute);
            }
        }
    }

    /// <summary>What every path with a fused multiply-add gives, to the bit: 32 sums side by side, added up in a fixed order.</summary>
    public static float Fused(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        const int stride = 32;
        const int lane = 8;
        Span<float> sums = stackalloc float[stride];
        int whole = a.Length / stride * stride;
        int lanes = a.Length / lane * lane;
        for (int i = 0; i < lanes; i++)
        {
            ref float sum = ref sums[i < whole ? i % stride : i % lane];
            sum = MathF.FusedMultiplyAdd(a[i], b[i], sum);
        }

        Span<float> eight = stackalloc float[lane];
        for (int i = 0; i < lane; i++)
        {
            eight[i] = sums[i] + sums[lane + i] + (sums[(2 * lane) + i] + sums[(3 * lane) + i]);
        }

        float total = eight[0] + eight[1] + (eight[2] + eight[3]) + (eight[4] + eight[5] + (eight[6] + eight[7]));
        for (int i = lanes; i < a.Length; i++)
        {
            total += a[i] * b[i];
        }

        return total;
    }
}

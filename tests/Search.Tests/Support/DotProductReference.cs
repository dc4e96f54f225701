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
}

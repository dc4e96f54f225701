using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HyperFace.Search.Kernels;

/// <content>The paths of x86 processors.</content>
internal static unsafe partial class DotProduct
{
    /// <summary>The 256-bit path: four accumulators hide the latency of the multiply-add.</summary>
    public static float Wide(float* a, float* b, int length)
    {
        Debug.Assert(length > 0, "A vector has a length.");
        const int lane = 8;
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default;
        int i = 0;
        for (; i <= length - Stride; i += Stride)
        {
            s0 = Fma.MultiplyAdd(Avx.LoadVector256(a + i), Avx.LoadVector256(b + i), s0);
            s1 = Fma.MultiplyAdd(Avx.LoadVector256(a + i + lane), Avx.LoadVector256(b + i + lane), s1);
            s2 = Fma.MultiplyAdd(Avx.LoadVector256(a + i + (2 * lane)), Avx.LoadVector256(b + i + (2 * lane)), s2);
            s3 = Fma.MultiplyAdd(Avx.LoadVector256(a + i + (3 * lane)), Avx.LoadVector256(b + i + (3 * lane)), s3);
        }

        return Finish(a + i, b + i, length - i, s0, s1, s2, s3);
    }

    /// <summary>The 512-bit path: each vector holds two of the accumulators of the 256-bit path.</summary>
    public static float Widest(float* a, float* b, int length)
    {
        Debug.Assert(length > 0, "A vector has a length.");
        const int lane = 16;
        Vector512<float> s01 = default, s23 = default;
        int i = 0;
        for (; i <= length - Stride; i += Stride)
        {
            s01 = Avx512F.FusedMultiplyAdd(Avx512F.LoadVector512(a + i), Avx512F.LoadVector512(b + i), s01);
            s23 = Avx512F.FusedMultiplyAdd(Avx512F.LoadVector512(a + i + lane), Avx512F.LoadVector512(b + i + lane), s23);
        }

        return Finish(a + i, b + i, length - i, s01.GetLower(), s01.GetUpper(), s23.GetLower(), s23.GetUpper());
    }

    /// <summary>Adds what is left after whole strides, and the accumulators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Finish(float* a, float* b, int length, Vector256<float> s0, Vector256<float> s1, Vector256<float> s2, Vector256<float> s3)
    {
        const int lane = 8;
        int i = 0;
        for (; i <= length - lane; i += lane)
        {
            s0 = Fma.MultiplyAdd(Avx.LoadVector256(a + i), Avx.LoadVector256(b + i), s0);
        }

        float sum = Vector256.Sum(Avx.Add(Avx.Add(s0, s1), Avx.Add(s2, s3)));
        for (; i < length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}

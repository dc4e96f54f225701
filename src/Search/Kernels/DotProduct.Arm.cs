using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace HyperFace.Search.Kernels;

/// <content>The path of Arm processors.</content>
internal static unsafe partial class DotProduct
{
    /// <summary>The 128-bit path: eight accumulators, two for each of the 256-bit path.</summary>
    public static float Arm(float* a, float* b, int length)
    {
        Debug.Assert(length > 0, "A vector has a length.");
        Vector128<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        int i = 0;
        for (; i <= length - Stride; i += Stride)
        {
            s0 = MultiplyAdd(s0, a + i, b + i);
            s1 = MultiplyAdd(s1, a + i + 4, b + i + 4);
            s2 = MultiplyAdd(s2, a + i + 8, b + i + 8);
            s3 = MultiplyAdd(s3, a + i + 12, b + i + 12);
            s4 = MultiplyAdd(s4, a + i + 16, b + i + 16);
            s5 = MultiplyAdd(s5, a + i + 20, b + i + 20);
            s6 = MultiplyAdd(s6, a + i + 24, b + i + 24);
            s7 = MultiplyAdd(s7, a + i + 28, b + i + 28);
        }

        for (; i <= length - 8; i += 8)
        {
            s0 = MultiplyAdd(s0, a + i, b + i);
            s1 = MultiplyAdd(s1, a + i + 4, b + i + 4);
        }

        // The order of the 256-bit path: the lower halves of its vectors, the upper halves, and both.
        Vector128<float> lower = AdvSimd.Add(AdvSimd.Add(s0, s2), AdvSimd.Add(s4, s6));
        Vector128<float> upper = AdvSimd.Add(AdvSimd.Add(s1, s3), AdvSimd.Add(s5, s7));
        float sum = Vector128.Sum(lower) + Vector128.Sum(upper);
        for (; i < length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> MultiplyAdd(Vector128<float> sum, float* a, float* b) =>
        AdvSimd.FusedMultiplyAdd(sum, AdvSimd.LoadVector128(a), AdvSimd.LoadVector128(b));
}

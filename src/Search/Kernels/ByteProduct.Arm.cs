using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace HyperFace.Search.Kernels;

/// <content>The path of Arm processors.</content>
internal static unsafe partial class ByteProduct
{
    /// <summary>Arm's dot-product instruction: four products added to a 32-bit sum; four sums hide its latency.</summary>
    public static int Arm(sbyte* a, sbyte* b, int length)
    {
        Debug.Assert(length % 64 == 0, "Codes are padded to 64.");
        Vector128<int> s0 = default, s1 = default, s2 = default, s3 = default;
        for (int i = 0; i < length; i += 64)
        {
            s0 = Dp.DotProduct(s0, AdvSimd.LoadVector128(a + i), AdvSimd.LoadVector128(b + i));
            s1 = Dp.DotProduct(s1, AdvSimd.LoadVector128(a + i + 16), AdvSimd.LoadVector128(b + i + 16));
            s2 = Dp.DotProduct(s2, AdvSimd.LoadVector128(a + i + 32), AdvSimd.LoadVector128(b + i + 32));
            s3 = Dp.DotProduct(s3, AdvSimd.LoadVector128(a + i + 48), AdvSimd.LoadVector128(b + i + 48));
        }

        return AdvSimd.Arm64.AddAcross(AdvSimd.Add(AdvSimd.Add(s0, s1), AdvSimd.Add(s2, s3))).ToScalar();
    }
}

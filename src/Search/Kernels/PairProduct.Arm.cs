using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace HyperFace.Search.Kernels;

/// <content>The path of Arm processors.</content>
internal static unsafe partial class PairProduct
{
    /// <summary>Arm's dot-product instruction; levels are as good signed as unsigned.</summary>
    public static int Arm(sbyte* probe, byte* code, int stretches)
    {
        Debug.Assert(stretches > 0, "A code has a length.");
        Vector128<byte> low = Vector128.Create((byte)3);
        Vector128<int> s0 = default, s1 = default, s2 = default, s3 = default;
        for (int i = 0; i < stretches; i++, probe += Stretch, code += CodeBytes)
        {
            Vector128<byte> c0 = AdvSimd.LoadVector128(code);
            Vector128<byte> c1 = AdvSimd.LoadVector128(code + 16);
            s0 = Add(s0, AdvSimd.And(c0, low), probe);
            s1 = Add(s1, AdvSimd.And(c1, low), probe + 16);
            s2 = Add(s2, AdvSimd.And(AdvSimd.ShiftRightLogical(c0, 2), low), probe + 32);
            s3 = Add(s3, AdvSimd.And(AdvSimd.ShiftRightLogical(c1, 2), low), probe + 48);
            s0 = Add(s0, AdvSimd.And(AdvSimd.ShiftRightLogical(c0, 4), low), probe + 64);
            s1 = Add(s1, AdvSimd.And(AdvSimd.ShiftRightLogical(c1, 4), low), probe + 80);
            s2 = Add(s2, AdvSimd.ShiftRightLogical(c0, 6), probe + 96);
            s3 = Add(s3, AdvSimd.ShiftRightLogical(c1, 6), probe + 112);
        }

        return AdvSimd.Arm64.AddAcross(AdvSimd.Add(AdvSimd.Add(s0, s1), AdvSimd.Add(s2, s3))).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Add(Vector128<int> sum, Vector128<byte> levels, sbyte* probe) =>
        Dp.DotProduct(sum, levels.AsSByte(), AdvSimd.LoadVector128(probe));
}

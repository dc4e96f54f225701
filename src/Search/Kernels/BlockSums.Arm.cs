using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace HyperFace.Search.Kernels;

/// <content>The path of Arm processors.</content>
internal static unsafe partial class BlockSums
{
    /// <summary>Arm: table look-ups of sixteen slots each, added up in 16 bits by widening additions.</summary>
    public static void Arm(byte* block, byte* table, int pairs, int* sums)
    {
        new Span<int>(sums, Slots).Clear();
        Vector128<byte> low = Vector128.Create((byte)0x0F);
        for (int done = 0; done < pairs; done += PairsInAWord)
        {
            int end = Math.Min(pairs, done + PairsInAWord);
            Vector128<ushort> s0 = default, s1 = default, s2 = default, s3 = default;
            for (int pair = done; pair < end; pair++)
            {
                byte* codes = block + (pair * PairBytes);
                Vector128<byte> first = AdvSimd.LoadVector128(table + (pair * PairBytes));
                Vector128<byte> second = AdvSimd.LoadVector128(table + (pair * PairBytes) + 16);
                Vector128<byte> lower = LookUp(AdvSimd.LoadVector128(codes), first, second, low);
                Vector128<byte> upper = LookUp(AdvSimd.LoadVector128(codes + 16), first, second, low);
                s0 = AdvSimd.AddWideningLower(s0, lower.GetLower());
                s1 = AdvSimd.AddWideningUpper(s1, lower);
                s2 = AdvSimd.AddWideningLower(s2, upper.GetLower());
                s3 = AdvSimd.AddWideningUpper(s3, upper);
            }

            AddArm(sums, s0);
            AddArm(sums + 8, s1);
            AddArm(sums + 16, s2);
            AddArm(sums + 24, s3);
        }
    }

    /// <summary>The values of both groups of a pair together, for 16 slots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> LookUp(Vector128<byte> codes, Vector128<byte> first, Vector128<byte> second, Vector128<byte> low) =>
        AdvSimd.Add(
            AdvSimd.Arm64.VectorTableLookup(first, AdvSimd.And(codes, low)),
            AdvSimd.Arm64.VectorTableLookup(second, AdvSimd.ShiftRightLogical(codes, 4)));

    private static void AddArm(int* sums, Vector128<ushort> words)
    {
        AdvSimd.Store((uint*)sums, AdvSimd.AddWideningLower(AdvSimd.LoadVector128((uint*)sums), words.GetLower()));
        AdvSimd.Store((uint*)sums + 4, AdvSimd.AddWideningUpper(AdvSimd.LoadVector128((uint*)sums + 4), words));
    }
}

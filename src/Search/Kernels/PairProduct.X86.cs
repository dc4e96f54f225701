using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HyperFace.Search.Kernels;

/// <content>The paths of x86 processors.</content>
internal static unsafe partial class PairProduct
{
    /// <summary>AVX2: levels times bytes in pairs, four of which fit a 16-bit word (4 · 2 · 3 · 127 = 3,048).</summary>
    public static int Wide(sbyte* probe, byte* code, int stretches)
    {
        Debug.Assert(stretches > 0, "A code has a length.");
        Vector256<byte> low = Vector256.Create((byte)3);
        Vector256<short> ones = Vector256<short>.One;
        Vector256<int> sum = default;
        for (int i = 0; i < stretches; i++, probe += Stretch, code += CodeBytes)
        {
            Vector256<ushort> codes = Avx.LoadVector256(code).AsUInt16();
            Vector256<short> p0 = Avx2.MultiplyAddAdjacent(Avx2.And(codes.AsByte(), low), Avx.LoadVector256(probe));
            Vector256<short> p1 = Avx2.MultiplyAddAdjacent(Avx2.And(Avx2.ShiftRightLogical(codes, 2).AsByte(), low), Avx.LoadVector256(probe + 32));
            Vector256<short> p2 = Avx2.MultiplyAddAdjacent(Avx2.And(Avx2.ShiftRightLogical(codes, 4).AsByte(), low), Avx.LoadVector256(probe + 64));
            Vector256<short> p3 = Avx2.MultiplyAddAdjacent(Avx2.And(Avx2.ShiftRightLogical(codes, 6).AsByte(), low), Avx.LoadVector256(probe + 96));
            sum = Avx2.Add(sum, Avx2.MultiplyAddAdjacent(Avx2.Add(Avx2.Add(p0, p1), Avx2.Add(p2, p3)), ones));
        }

        return Vector256.Sum(sum);
    }

    /// <summary>AVX-512: the same 32 bytes of code in both halves, each shifted by its own place, meet 64 bytes of the probe.</summary>
    public static int Widest(sbyte* probe, byte* code, int stretches)
    {
        Debug.Assert(stretches > 0, "A code has a length.");
        Vector512<byte> low = Vector512.Create((byte)3);
        Vector512<short> ones = Vector512<short>.One;
        Vector512<ushort> places01 = Vector512.Create(Vector256<ushort>.Zero, Vector256.Create((ushort)2));
        Vector512<ushort> places23 = Vector512.Create(Vector256.Create((ushort)4), Vector256.Create((ushort)6));
        Vector512<int> sum = default;
        for (int i = 0; i < stretches; i++, probe += Stretch, code += CodeBytes)
        {
            Vector512<ushort> codes = Avx512F.BroadcastVector256ToVector512((ulong*)code).AsUInt16();
            Vector512<byte> levels01 = Avx512F.And(Avx512BW.ShiftRightLogicalVariable(codes, places01).AsByte(), low);
            Vector512<byte> levels23 = Avx512F.And(Avx512BW.ShiftRightLogicalVariable(codes, places23).AsByte(), low);
            Vector512<short> p01 = Avx512BW.MultiplyAddAdjacent(levels01, Avx512BW.LoadVector512(probe));
            Vector512<short> p23 = Avx512BW.MultiplyAddAdjacent(levels23, Avx512BW.LoadVector512(probe + 64));
            sum = Avx512F.Add(sum, Avx512BW.MultiplyAddAdjacent(Avx512BW.Add(p01, p23), ones));
        }

        return Vector256.Sum(Avx2.Add(sum.GetLower(), sum.GetUpper()));
    }

    /// <summary>AVX-VNNI: levels times bytes, four products added to a 32-bit sum by one instruction.</summary>
    public static int Vnni(sbyte* probe, byte* code, int stretches)
    {
        Debug.Assert(stretches > 0, "A code has a length.");
        Vector256<byte> low = Vector256.Create((byte)3);
        Vector256<int> s0 = default, s1 = default, s2 = default, s3 = default;
        for (int i = 0; i < stretches; i++, probe += Stretch, code += CodeBytes)
        {
            Vector256<ushort> codes = Avx.LoadVector256(code).AsUInt16();
            s0 = AvxVnni.MultiplyWideningAndAdd(s0, Avx2.And(codes.AsByte(), low), Avx.LoadVector256(probe));
            s1 = AvxVnni.MultiplyWideningAndAdd(s1, Avx2.And(Avx2.ShiftRightLogical(codes, 2).AsByte(), low), Avx.LoadVector256(probe + 32));
            s2 = AvxVnni.MultiplyWideningAndAdd(s2, Avx2.And(Avx2.ShiftRightLogical(codes, 4).AsByte(), low), Avx.LoadVector256(probe + 64));
            s3 = AvxVnni.MultiplyWideningAndAdd(s3, Avx2.And(Avx2.ShiftRightLogical(codes, 6).AsByte(), low), Avx.LoadVector256(probe + 96));
        }

        return Vector256.Sum(Avx2.Add(Avx2.Add(s0, s1), Avx2.Add(s2, s3)));
    }
}

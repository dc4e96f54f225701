using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HyperFace.Search.Kernels;

/// <content>The paths of x86 processors.</content>
internal static unsafe partial class ByteProduct
{
    /// <summary>AVX2: |a| times b with a's sign, in pairs; 2 · 127² fits a 16-bit word, so nothing is cut off.</summary>
    public static int Wide(sbyte* a, sbyte* b, int length)
    {
        Debug.Assert(length % 64 == 0, "Codes are padded to 64.");
        Vector256<short> ones = Vector256<short>.One;
        Vector256<int> s0 = default, s1 = default;
        for (int i = 0; i < length; i += 64)
        {
            Vector256<sbyte> a0 = Avx.LoadVector256(a + i);
            Vector256<sbyte> a1 = Avx.LoadVector256(a + i + 32);
            Vector256<short> p0 = Avx2.MultiplyAddAdjacent(Avx2.Abs(a0), Avx2.Sign(Avx.LoadVector256(b + i), a0));
            Vector256<short> p1 = Avx2.MultiplyAddAdjacent(Avx2.Abs(a1), Avx2.Sign(Avx.LoadVector256(b + i + 32), a1));
            s0 = Avx2.Add(s0, Avx2.MultiplyAddAdjacent(p0, ones));
            s1 = Avx2.Add(s1, Avx2.MultiplyAddAdjacent(p1, ones));
        }

        return Vector256.Sum(Avx2.Add(s0, s1));
    }

    /// <summary>AVX-512: as with AVX2, 64 bytes at once; there is no sign instruction, so b is negated where a is negative.</summary>
    public static int Widest(sbyte* a, sbyte* b, int length)
    {
        Debug.Assert(length % 64 == 0, "Codes are padded to 64.");
        Vector512<short> ones = Vector512<short>.One;
        Vector512<int> sum = default;
        for (int i = 0; i < length; i += 64)
        {
            Vector512<sbyte> va = Avx512BW.LoadVector512(a + i);
            Vector512<sbyte> vb = Avx512BW.LoadVector512(b + i);
            Vector512<sbyte> negative = Avx512BW.CompareLessThan(va, Vector512<sbyte>.Zero);
            Vector512<sbyte> signed = Avx512BW.BlendVariable(vb, Avx512BW.Subtract(Vector512<sbyte>.Zero, vb), negative);
            Vector512<short> pairs = Avx512BW.MultiplyAddAdjacent(Avx512BW.Abs(va), signed);
            sum = Avx512F.Add(sum, Avx512BW.MultiplyAddAdjacent(pairs, ones));
        }

        return Vector256.Sum(Avx2.Add(sum.GetLower(), sum.GetUpper()));
    }

    /// <summary>AVX-VNNI: |a| times b with a's sign, four products added to a 32-bit sum by one instruction.</summary>
    public static int Vnni(sbyte* a, sbyte* b, int length)
    {
        Debug.Assert(length % 64 == 0, "Codes are padded to 64.");
        Vector256<int> s0 = default, s1 = default, s2 = default, s3 = default;
        int i = 0;

        // Four sums hide the latency of the instruction.
        for (; i <= length - 128; i += 128)
        {
            s0 = AddVnni(s0, a + i, b + i);
            s1 = AddVnni(s1, a + i + 32, b + i + 32);
            s2 = AddVnni(s2, a + i + 64, b + i + 64);
            s3 = AddVnni(s3, a + i + 96, b + i + 96);
        }

        if (i < length)
        {
            s0 = AddVnni(s0, a + i, b + i);
            s1 = AddVnni(s1, a + i + 32, b + i + 32);
        }

        return Vector256.Sum(Avx2.Add(Avx2.Add(s0, s1), Avx2.Add(s2, s3)));
    }

    /// <summary>AVX-VNNI-INT8: both factors are signed as they are.</summary>
    public static int SignedVnni(sbyte* a, sbyte* b, int length)
    {
        Debug.Assert(length % 64 == 0, "Codes are padded to 64.");
        Vector256<int> s0 = default, s1 = default, s2 = default, s3 = default;
        int i = 0;
        for (; i <= length - 128; i += 128)
        {
            s0 = AddSignedVnni(s0, a + i, b + i);
            s1 = AddSignedVnni(s1, a + i + 32, b + i + 32);
            s2 = AddSignedVnni(s2, a + i + 64, b + i + 64);
            s3 = AddSignedVnni(s3, a + i + 96, b + i + 96);
        }

        if (i < length)
        {
            s0 = AddSignedVnni(s0, a + i, b + i);
            s1 = AddSignedVnni(s1, a + i + 32, b + i + 32);
        }

        return Vector256.Sum(Avx2.Add(Avx2.Add(s0, s1), Avx2.Add(s2, s3)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> AddVnni(Vector256<int> sum, sbyte* a, sbyte* b)
    {
        Vector256<sbyte> va = Avx.LoadVector256(a);
        return AvxVnni.MultiplyWideningAndAdd(sum, Avx2.Abs(va), Avx2.Sign(Avx.LoadVector256(b), va));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> AddSignedVnni(Vector256<int> sum, sbyte* a, sbyte* b) =>
        AvxVnniInt8.MultiplyWideningAndAdd(sum, Avx.LoadVector256(a), Avx.LoadVector256(b));
}

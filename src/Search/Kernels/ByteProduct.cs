using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace HyperFace.Search.Kernels;

/// <summary>
/// Dot products of vectors of signed bytes, −127 to 127: the same whole number on every path. The choice of the path is a
/// constant to the just-in-time compiler and costs nothing.
/// </summary>
internal static unsafe class ByteProduct
{
    /// <summary>The dot product of two vectors of <paramref name="length"/> bytes, a multiple of 64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(sbyte* a, sbyte* b, int length) =>
        Avx2.IsSupported ? Wide(a, b, length) : Portable(a, b, length);

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

    /// <summary>128-bit vectors as the runtime maps them; the dot-product instruction where an Arm processor has it.</summary>
    public static int Portable(sbyte* a, sbyte* b, int length)
    {
        Debug.Assert(length % 64 == 0, "Codes are padded to 64.");
        Vector128<int> sum = default;
        for (int i = 0; i < length; i += Vector128<sbyte>.Count)
        {
            Vector128<sbyte> va = Vector128.Load(a + i);
            Vector128<sbyte> vb = Vector128.Load(b + i);
            if (Dp.IsSupported)
            {
                sum = Dp.DotProduct(sum, va, vb);
                continue;
            }

            (Vector128<short> a0, Vector128<short> a1) = Vector128.Widen(va);
            (Vector128<short> b0, Vector128<short> b1) = Vector128.Widen(vb);
            (Vector128<int> p0, Vector128<int> p1) = Vector128.Widen(a0 * b0);
            (Vector128<int> p2, Vector128<int> p3) = Vector128.Widen(a1 * b1);
            sum += p0 + p1 + (p2 + p3);
        }

        return Vector128.Sum(sum);
    }
}

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
internal static unsafe partial class ByteProduct
{
    /// <summary>The dot product of two vectors of <paramref name="length"/> bytes, a multiple of 64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(sbyte* a, sbyte* b, int length) =>
        Processor.IsSignedVnni ? SignedVnni(a, b, length)
        : Processor.IsVnni ? Vnni(a, b, length)
        : Processor.IsWidest ? Widest(a, b, length)
        : Avx2.IsSupported ? Wide(a, b, length)
        : Dp.IsSupported ? Arm(a, b, length)
        : Portable(a, b, length);

    /// <summary>128-bit vectors as the runtime maps them.</summary>
    public static int Portable(sbyte* a, sbyte* b, int length)
    {
        Debug.Assert(length % 64 == 0, "Codes are padded to 64.");
        Vector128<int> sum = default;
        for (int i = 0; i < length; i += Vector128<sbyte>.Count)
        {
            (Vector128<short> a0, Vector128<short> a1) = Vector128.Widen(Vector128.Load(a + i));
            (Vector128<short> b0, Vector128<short> b1) = Vector128.Widen(Vector128.Load(b + i));
            (Vector128<int> p0, Vector128<int> p1) = Vector128.Widen(a0 * b0);
            (Vector128<int> p2, Vector128<int> p3) = Vector128.Widen(a1 * b1);
            sum += p0 + p1 + (p2 + p3);
        }

        return Vector128.Sum(sum);
    }
}

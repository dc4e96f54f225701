using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace HyperFace.Search.Kernels;

/// <summary>
/// Dot products of float vectors: with fused multiply-add where the processor has it, portably where it has not. The choice
/// is a constant to the just-in-time compiler and costs nothing.
/// </summary>
/// <remarks>
/// Every fused path keeps the same 32 sums and adds them up in the same order: the same bits on AVX2, AVX-512 and Arm.
/// </remarks>
internal static unsafe partial class DotProduct
{
    /// <summary>Products added up side by side.</summary>
    private const int Stride = 32;

    /// <summary>Whether the 256-bit path can be taken.</summary>
    public static bool IsWide => Fma.IsSupported && Avx.IsSupported;

    /// <summary>The dot product of two vectors of <paramref name="length"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Of(float* a, float* b, int length) =>
        Processor.IsWidest ? Widest(a, b, length)
        : IsWide ? Wide(a, b, length)
        : AdvSimd.Arm64.IsSupported ? Arm(a, b, length)
        : Portable(a, b, length);

    /// <summary>The dot product of two spans of the same length, for callers off the hot path.</summary>
    public static float Of(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Debug.Assert(a.Length == b.Length, "Both vectors have one dimension.");
        fixed (float* pa = &MemoryMarshal.GetReference(a))
        fixed (float* pb = &MemoryMarshal.GetReference(b))
        {
            return Of(pa, pb, a.Length);
        }
    }

    /// <summary>The portable path: 128-bit vectors as the runtime maps them, scalars where it cannot.</summary>
    public static float Portable(float* a, float* b, int length)
    {
        Debug.Assert(length > 0, "A vector has a length.");
        const int lane = 4;
        const int stride = 4 * lane;
        Vector128<float> s0 = default, s1 = default, s2 = default, s3 = default;
        int i = 0;
        for (; i <= length - stride; i += stride)
        {
            s0 += Vector128.Load(a + i) * Vector128.Load(b + i);
            s1 += Vector128.Load(a + i + lane) * Vector128.Load(b + i + lane);
            s2 += Vector128.Load(a + i + (2 * lane)) * Vector128.Load(b + i + (2 * lane));
            s3 += Vector128.Load(a + i + (3 * lane)) * Vector128.Load(b + i + (3 * lane));
        }

        float sum = Vector128.Sum(s0 + s1 + (s2 + s3));
        for (; i < length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}

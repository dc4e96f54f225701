using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HyperFace.Search.Kernels;

/// <summary>
/// Dot products of float vectors: with fused multiply-add on 256-bit registers where the processor has them, portably
/// where it has not. The choice is a constant to the just-in-time compiler and costs nothing.
/// </summary>
internal static unsafe class DotProduct
{
    /// <summary>Whether the 256-bit path is taken.</summary>
    public static bool IsWide => Fma.IsSupported && Avx.IsSupported;

    /// <summary>The dot product of two vectors of <paramref name="length"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Of(float* a, float* b, int length) => IsWide ? Wide(a, b, length) : Portable(a, b, length);

    /// <summary>The 256-bit path: four accumulators hide the latency of the multiply-add.</summary>
    public static float Wide(float* a, float* b, int length)
    {
        Debug.Assert(length > 0, "A vector has a length.");
        const int lane = 8;
        const int stride = 4 * lane;
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default;
        int i = 0;
        for (; i <= length - stride; i += stride)
        {
            s0 = Fma.MultiplyAdd(Avx.LoadVector256(a + i), Avx.LoadVector256(b + i), s0);
            s1 = Fma.MultiplyAdd(Avx.LoadVector256(a + i + lane), Avx.LoadVector256(b + i + lane), s1);
            s2 = Fma.MultiplyAdd(Avx.LoadVector256(a + i + (2 * lane)), Avx.LoadVector256(b + i + (2 * lane)), s2);
            s3 = Fma.MultiplyAdd(Avx.LoadVector256(a + i + (3 * lane)), Avx.LoadVector256(b + i + (3 * lane)), s3);
        }

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
}

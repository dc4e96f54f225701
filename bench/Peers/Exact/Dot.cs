using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace HyperFace.Bench.Peers.Exact;

/// <summary>Inner products of the judge's own: it takes no contender's word for a similarity.</summary>
internal static unsafe class Dot
{
    /// <summary>Of two vectors of a multiple of 16 floats.</summary>
    public static float Of(float* left, float* right, int dimension)
    {
        Debug.Assert(dimension % 16 == 0);
        Vector256<float> a = default, b = default;
        for (int i = 0; i < dimension; i += 16)
        {
            a = Vector256.FusedMultiplyAdd(Vector256.Load(left + i), Vector256.Load(right + i), a);
            b = Vector256.FusedMultiplyAdd(Vector256.Load(left + i + 8), Vector256.Load(right + i + 8), b);
        }

        return Vector256.Sum(a + b);
    }

    /// <summary>Of one vector with four that lie one behind the other: each float of the one is read once for all four.</summary>
    public static void OfFour(float* one, float* four, int dimension, float* products)
    {
        Debug.Assert(dimension % 16 == 0);
        Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        float* second = four + dimension;
        float* third = second + dimension;
        float* fourth = third + dimension;
        for (int i = 0; i < dimension; i += 16)
        {
            Vector256<float> low = Vector256.Load(one + i);
            Vector256<float> high = Vector256.Load(one + i + 8);
            a0 = Vector256.FusedMultiplyAdd(low, Vector256.Load(four + i), a0);
            a1 = Vector256.FusedMultiplyAdd(low, Vector256.Load(second + i), a1);
            a2 = Vector256.FusedMultiplyAdd(low, Vector256.Load(third + i), a2);
            a3 = Vector256.FusedMultiplyAdd(low, Vector256.Load(fourth + i), a3);
            b0 = Vector256.FusedMultiplyAdd(high, Vector256.Load(four + i + 8), b0);
            b1 = Vector256.FusedMultiplyAdd(high, Vector256.Load(second + i + 8), b1);
            b2 = Vector256.FusedMultiplyAdd(high, Vector256.Load(third + i + 8), b2);
            b3 = Vector256.FusedMultiplyAdd(high, Vector256.Load(fourth + i + 8), b3);
        }

        products[0] = Vector256.Sum(a0 + b0);
        products[1] = Vector256.Sum(a1 + b1);
        products[2] = Vector256.Sum(a2 + b2);
        products[3] = Vector256.Sum(a3 + b3);
    }
}

using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HyperFace.Synthesis.Packing;

/// <summary>
/// Inner products and sums of padded rows. All in registers of eight floats with fused multiply-add, on every processor alike: what
/// is wider would be faster on some, and give other last bits.
/// </summary>
internal static unsafe class PointKernels
{
    private const int Width = 8;

    /// <summary>
    /// The products of every row of a tile with every row of another: <see cref="PointSet.TileRows"/>² of them, row by row. Four rows
    /// stay in the first cache while three at a time of the other tile, which stays in the second, go by: twelve sums, and a
    /// processor with sixteen registers has room for what feeds them.
    /// </summary>
    public static void Tile(float* left, float* right, int stride, float* products)
    {
        Debug.Assert(stride % Width == 0 && PointSet.TileRows % 12 == 0);
        for (int row = 0; row < PointSet.TileRows; row += 4)
        {
            float* rows = left + ((long)row * stride);
            for (int column = 0; column < PointSet.TileRows; column += 3)
            {
                FourByThree(rows, right + ((long)column * stride), stride, products + (row * PointSet.TileRows) + column);
            }
        }
    }

    /// <summary>The product of two rows.</summary>
    public static float Dot(float* left, float* right, int stride)
    {
        Vector256<float> sum = default;
        for (int i = 0; i < stride; i += Width)
        {
            sum = Vector256.FusedMultiplyAdd(Vector256.Load(left + i), Vector256.Load(right + i), sum);
        }

        return Vector256.Sum(sum);
    }

    /// <summary>The products of one row with four that lie anywhere; each is what <see cref="Dot"/> gives.</summary>
    public static Vector128<float> DotFour(float* one, float* first, float* second, float* third, float* fourth, int stride)
    {
        Vector256<float> a = default, b = default, c = default, d = default;
        for (int i = 0; i < stride; i += Width)
        {
            Vector256<float> values = Vector256.Load(one + i);
            a = Vector256.FusedMultiplyAdd(values, Vector256.Load(first + i), a);
            b = Vector256.FusedMultiplyAdd(values, Vector256.Load(second + i), b);
            c = Vector256.FusedMultiplyAdd(values, Vector256.Load(third + i), c);
            d = Vector256.FusedMultiplyAdd(values, Vector256.Load(fourth + i), d);
        }

        return Vector128.Create(Vector256.Sum(a), Vector256.Sum(b), Vector256.Sum(c), Vector256.Sum(d));
    }

    /// <summary>Adds a multiple of a row to a sum.</summary>
    public static void Add(float* sum, float weight, float* row, int stride)
    {
        Vector256<float> factor = Vector256.Create(weight);
        for (int i = 0; i < stride; i += Width)
        {
            Vector256.FusedMultiplyAdd(factor, Vector256.Load(row + i), Vector256.Load(sum + i)).Store(sum + i);
        }
    }

    /// <summary>Adds multiples of four rows to a sum, which is read and written once for all.</summary>
    public static void AddFour(float* sum, Vector128<float> weights, float* first, float* second, float* third, float* fourth, int stride)
    {
        Vector256<float> a = Vector256.Create(weights[0]), b = Vector256.Create(weights[1]), c = Vector256.Create(weights[2]), d = Vector256.Create(weights[3]);
        for (int i = 0; i < stride; i += Width)
        {
            Vector256<float> values = Vector256.FusedMultiplyAdd(a, Vector256.Load(first + i), Vector256.Load(sum + i));
            values = Vector256.FusedMultiplyAdd(b, Vector256.Load(second + i), values);
            values = Vector256.FusedMultiplyAdd(c, Vector256.Load(third + i), values);
            Vector256.FusedMultiplyAdd(d, Vector256.Load(fourth + i), values).Store(sum + i);
        }
    }

    /// <summary>Multiplies a row.</summary>
    public static void Scale(float* row, float factor, int stride)
    {
        for (int i = 0; i < stride; i += Width)
        {
            (Vector256.Load(row + i) * factor).Store(row + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourByThree(float* left, float* right, int stride, float* products)
    {
        Vector256<float> a0 = default, a1 = default, a2 = default, b0 = default, b1 = default, b2 = default;
        Vector256<float> c0 = default, c1 = default, c2 = default, d0 = default, d1 = default, d2 = default;
        float* left2 = left + (2 * (long)stride);
        float* right2 = right + (2 * (long)stride);
        for (int i = 0; i < stride; i += Width)
        {
            Vector256<float> r0 = Vector256.Load(right + i), r1 = Vector256.Load(right + stride + i), r2 = Vector256.Load(right2 + i);
            Vector256<float> l = Vector256.Load(left + i);
            a0 = Vector256.FusedMultiplyAdd(l, r0, a0);
            a1 = Vector256.FusedMultiplyAdd(l, r1, a1);
            a2 = Vector256.FusedMultiplyAdd(l, r2, a2);
            l = Vector256.Load(left + stride + i);
            b0 = Vector256.FusedMultiplyAdd(l, r0, b0);
            b1 = Vector256.FusedMultiplyAdd(l, r1, b1);
            b2 = Vector256.FusedMultiplyAdd(l, r2, b2);
            l = Vector256.Load(left2 + i);
            c0 = Vector256.FusedMultiplyAdd(l, r0, c0);
            c1 = Vector256.FusedMultiplyAdd(l, r1, c1);
            c2 = Vector256.FusedMultiplyAdd(l, r2, c2);
            l = Vector256.Load(left2 + stride + i);
            d0 = Vector256.FusedMultiplyAdd(l, r0, d0);
            d1 = Vector256.FusedMultiplyAdd(l, r1, d1);
            d2 = Vector256.FusedMultiplyAdd(l, r2, d2);
        }

        StoreThree(products, a0, a1, a2);
        StoreThree(products + PointSet.TileRows, b0, b1, b2);
        StoreThree(products + (2 * PointSet.TileRows), c0, c1, c2);
        StoreThree(products + (3 * PointSet.TileRows), d0, d1, d2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreThree(float* products, Vector256<float> first, Vector256<float> second, Vector256<float> third)
    {
        products[0] = Vector256.Sum(first);
        products[1] = Vector256.Sum(second);
        products[2] = Vector256.Sum(third);
    }
}

using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HyperFace.Synthesis.Packing;

/// <summary>One thread's room for the products of a tile, and those of them that may be neighbours.</summary>
internal sealed unsafe class TileScratch : IDisposable
{
    private const int Side = PointSet.TileRows;

    private readonly TileHit[] _hits = new TileHit[Side * Side];
    private int _count;

    private TileScratch() => Products = (float*)NativeMemory.AlignedAlloc(Side * Side * sizeof(float), 64);

    /// <summary>Row by row.</summary>
    public float* Products { get; }

    /// <summary>What was collected.</summary>
    public ReadOnlySpan<TileHit> Hits => _hits.AsSpan(0, _count);

    public static TileScratch New() => new();

    /// <summary>Collects the products that exceed the floor of their row.</summary>
    public void Collect(float* rowFloors)
    {
        _count = 0;
        for (int row = 0; row < Side; row++)
        {
            Vector256<float> floor = Vector256.Create(rowFloors[row]);
            float* products = Products + (row * Side);
            for (int column = 0; column < Side; column += Vector256<float>.Count)
            {
                Keep(row, column, products, Vector256.GreaterThan(Vector256.Load(products + column), floor));
            }
        }
    }

    /// <summary>Collects the products that exceed the floor of their row or of their column.</summary>
    public void Collect(float* rowFloors, float* columnFloors)
    {
        _count = 0;
        for (int row = 0; row < Side; row++)
        {
            Vector256<float> floor = Vector256.Create(rowFloors[row]);
            float* products = Products + (row * Side);
            for (int column = 0; column < Side; column += Vector256<float>.Count)
            {
                Vector256<float> either = Vector256.Min(floor, Vector256.Load(columnFloors + column));
                Keep(row, column, products, Vector256.GreaterThan(Vector256.Load(products + column), either));
            }
        }
    }

    public void Dispose() => NativeMemory.AlignedFree(Products);

    private void Keep(int row, int column, float* products, Vector256<float> exceeds)
    {
        for (uint mask = exceeds.ExtractMostSignificantBits(); mask != 0; mask &= mask - 1)
        {
            int at = column + BitOperations.TrailingZeroCount(mask);
            _hits[_count++] = new TileHit(row, at, products[at]);
        }
    }
}

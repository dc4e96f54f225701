using System.Numerics;
using System.Runtime.Intrinsics;
using HyperFace.Search.Kernels;

namespace HyperFace.Search.Codes;

/// <summary>
/// A seeded orthogonal map that spreads every vector evenly over its coordinates: rounds of random sign flips and a
/// Walsh–Hadamard transform (Ailon and Chazelle, STOC 2006). Cosines stay what they were; a sign then tells as much of one
/// coordinate as of any other. Where the dimension is no power of two, the rounds transform its first and its last part
/// in turn, and each ends with sums and differences of the two halves: the parts may have but 64 coordinates in common, so
/// that without it what begins in one half would stay there. Additions and multiplications only, in one order on every
/// processor: the same seed gives the same bits everywhere. Immutable.
/// </summary>
internal sealed class Rotation
{
    /// <summary>Vectors are padded with zeros to a multiple of this.</summary>
    public const int Granularity = 64;

    private const int RoundsOfPower = 3;

    /// <summary>Each part is transformed as often as a whole is. With one round less, what lies in the last 64 of 4,032 coordinates is spread too little (CodeErrorTests).</summary>
    private const int RoundsInParts = 2 * RoundsOfPower;

    /// <summary>Numbers that are no flips begin here.</summary>
    private const ulong Dithers = 1UL << 63;

    private readonly ulong _seed;
    private readonly int _source;
    private readonly int _part;
    private readonly bool _isInParts;
    private readonly float[][] _flips;

    /// <param name="dimension">Values of a vector before it is rotated.</param>
    /// <param name="seed">Chooses the flips.</param>
    public Rotation(int dimension, ulong seed)
    {
        _seed = seed;
        _source = dimension;
        Dimension = Padded(dimension);
        _part = 1 << BitOperations.Log2((uint)Dimension);
        _isInParts = !BitOperations.IsPow2(Dimension);
        _flips = new float[_isInParts ? RoundsInParts : RoundsOfPower][];
        for (int round = 0; round < _flips.Length; round++)
        {
            _flips[round] = Flips(round, seed);
        }
    }

    /// <summary>Values of a rotated vector.</summary>
    public int Dimension { get; }

    /// <summary>Writes <paramref name="vector"/> rotated; its length is the dimension given to the constructor, the result's <see cref="Dimension"/>.</summary>
    public void Apply(ReadOnlySpan<float> vector, Span<float> rotated)
    {
        vector[.._source].CopyTo(rotated);
        rotated[_source..Dimension].Clear();
        for (int round = 0; round < _flips.Length; round++)
        {
            Multiply(rotated[..Dimension], _flips[round]);
            Transform(rotated.Slice(StartOf(round), _part));
            if (_isInParts)
            {
                Butterflies(rotated[..(Dimension / 2)], rotated[(Dimension / 2)..Dimension]);
            }
        }
    }

    /// <summary>A part of one, 0 or more and less than 1, that the seed chooses beside the flips; each index has its own.</summary>
    public float Dither(int index) => (SplitMix.Mix(_seed + SplitMix.Mix(Dithers + (uint)index)) >> 40) * (1f / (1 << 24));

    private static int Padded(int dimension) => (dimension + Granularity - 1) / Granularity * Granularity;

    /// <summary>Where the transformed part of a round begins: it ends with the vector in every second round.</summary>
    private int StartOf(int round) => round % 2 == 0 ? 0 : Dimension - _part;

    /// <summary>A sign for each coordinate, with what normalises the transforms that it goes through in the round.</summary>
    private float[] Flips(int round, ulong seed)
    {
        var flips = new float[Dimension];
        int ofHalves = _isInParts ? 2 : 1;
        float inside = (float)(1 / Math.Sqrt(_part * ofHalves));
        float outside = (float)(1 / Math.Sqrt(ofHalves));
        int start = StartOf(round);
        for (int i = 0; i < flips.Length; i++)
        {
            float length = i >= start && i < start + _part ? inside : outside;
            flips[i] = (SplitMix.Mix(seed + SplitMix.Mix(((ulong)round << 32) + (uint)i)) & 1) == 0 ? length : -length;
        }

        return flips;
    }

    private static void Multiply(Span<float> values, ReadOnlySpan<float> factors)
    {
        for (int i = 0; i < values.Length; i += Vector256<float>.Count)
        {
            (Vector256.Create(values[i..]) * Vector256.Create(factors[i..])).CopyTo(values[i..]);
        }
    }

    /// <summary>The Walsh–Hadamard transform, not normalised, in place; the length is a power of two, 64 or more.</summary>
    private static void Transform(Span<float> values)
    {
        Vector256<float> odd1 = Vector256.Create(1f, -1, 1, -1, 1, -1, 1, -1);
        Vector256<float> odd2 = Vector256.Create(1f, 1, -1, -1, 1, 1, -1, -1);
        Vector256<float> odd4 = Vector256.Create(1f, 1, 1, 1, -1, -1, -1, -1);
        for (int i = 0; i < values.Length; i += Vector256<float>.Count)
        {
            Span<float> eight = values[i..];
            Vector256<float> v = Vector256.Create((ReadOnlySpan<float>)eight);
            v = Vector256.Shuffle(v, Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6)) + (v * odd1);
            v = Vector256.Shuffle(v, Vector256.Create(2, 3, 0, 1, 6, 7, 4, 5)) + (v * odd2);
            v = Vector256.Shuffle(v, Vector256.Create(4, 5, 6, 7, 0, 1, 2, 3)) + (v * odd4);
            v.CopyTo(eight);
        }

        for (int half = Vector256<float>.Count; half < values.Length; half *= 2)
        {
            for (int start = 0; start < values.Length; start += 2 * half)
            {
                Butterflies(values.Slice(start, half), values.Slice(start + half, half));
            }
        }
    }

    private static void Butterflies(Span<float> low, Span<float> high)
    {
        for (int i = 0; i < low.Length; i += Vector256<float>.Count)
        {
            Vector256<float> a = Vector256.Create((ReadOnlySpan<float>)low[i..]);
            Vector256<float> b = Vector256.Create((ReadOnlySpan<float>)high[i..]);
            (a + b).CopyTo(low[i..]);
            (a - b).CopyTo(high[i..]);
        }
    }
}

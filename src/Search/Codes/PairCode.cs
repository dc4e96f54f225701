using System.Diagnostics;
using System.Runtime.CompilerServices;
using HyperFace.Search.Kernels;

namespace HyperFace.Search.Codes;

/// <summary>
/// Two bits of each coordinate of a rotated unit vector: −3, −1, 1 or 3, the outer ones from 1/√D on, where they fit normal
/// deviates best. Between the sign code, which sits in the cache, and the byte code, four times as long: what passes the
/// first is mostly stopped here.
/// </summary>
/// <param name="Alignment">The cosine between the vector and what the code stands for.</param>
/// <param name="PerLength">One over the length of what the code stands for.</param>
internal readonly record struct PairCode(float Alignment, float PerLength)
{
    /// <summary>Coordinates of a byte.</summary>
    public const int InAByte = 4;

    /// <summary>Coordinates that share 32 bytes: byte i holds those numbered i, 32 + i, 64 + i and 96 + i, from its low bits up.</summary>
    public const int Stretch = PairProduct.Stretch;

    private const int StretchBytes = Stretch / InAByte;

    /// <summary>Bytes of a code: whole stretches.</summary>
    public static int BytesOf(int dimension) => (dimension + Stretch - 1) / Stretch * StretchBytes;

    /// <summary>Whether a vector of which the code says so much may be as similar to the probe as the cut: c·cut − √(1 − c²)·spread at least.</summary>
    /// <param name="product">The product of probe and code, raised by what that may be off.</param>
    /// <param name="cut">A similarity.</param>
    /// <param name="spread">How far the code may mislead where it says nothing of a vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Reaches(float product, float cut, float spread) => product >= (Alignment * cut) - (MathF.Sqrt(1 - (Alignment * Alignment)) * spread);

    /// <summary>What the code stands for, times a probe of bytes.</summary>
    /// <param name="levels">The sum of the probe's bytes times the code's levels.</param>
    /// <param name="sum">The sum of the probe's bytes.</param>
    /// <param name="scale">What a byte stands for.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Product(int levels, int sum, float scale) => ((2 * levels) - (3 * sum)) * scale * PerLength;

    /// <summary>Writes the code of a vector, whose length is a multiple of 64.</summary>
    public static PairCode Write(ReadOnlySpan<float> rotated, Span<byte> code)
    {
        Debug.Assert(code.Length == BytesOf(rotated.Length), "The room fits the code.");
        code.Clear();
        float outer = (float)(1 / Math.Sqrt(rotated.Length));
        double product = 0;
        double squares = 0;
        for (int i = 0; i < rotated.Length; i++)
        {
            float value = rotated[i];
            int level = value >= outer ? 3 : value >= 0 ? 2 : value > -outer ? 1 : 0;
            code[(i / Stretch * StretchBytes) + (i % StretchBytes)] |= (byte)(level << (2 * (i % Stretch / StretchBytes)));
            int stands = (2 * level) - 3;
            product += (double)value * stands;
            squares += stands * stands;
        }

        double length = Math.Sqrt(squares);
        return new PairCode((float)Math.Min(1, product / length), (float)(1 / length));
    }
}

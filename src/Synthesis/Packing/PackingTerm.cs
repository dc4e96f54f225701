using System.Globalization;

namespace HyperFace.Synthesis.Packing;

/// <summary>One number that a packing depends on, as a checkpoint keeps it.</summary>
/// <param name="Name">What it is, for people.</param>
/// <param name="Bits">The number, or a real number's bits.</param>
/// <param name="IsReal">Which.</param>
internal readonly record struct PackingTerm(string Name, long Bits, bool IsReal = false)
{
    public static PackingTerm Real(string name, double value) => new(name, BitConverter.DoubleToInt64Bits(value), IsReal: true);

    /// <summary>The number in words.</summary>
    public string InWords(long bits) => IsReal ? BitConverter.Int64BitsToDouble(bits).ToString(CultureInfo.InvariantCulture) : bits.ToString(CultureInfo.InvariantCulture);
}

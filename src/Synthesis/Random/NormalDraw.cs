namespace HyperFace.Synthesis.Random;

/// <summary>
/// Normal numbers by the polar method (Marsaglia &amp; Bray 1964). The logarithm is a series of exact operations: the
/// platform's may differ in its last bit from machine to machine.
/// </summary>
internal struct NormalDraw(ulong seed)
{
    private const double Ln2 = 0.69314718055994530942;

    private SplitMix64 _random = new(seed);
    private double _spare = double.NaN;

    /// <summary>Mean 0, deviation 1.</summary>
    public double Next()
    {
        if (!double.IsNaN(_spare))
        {
            double spare = _spare;
            _spare = double.NaN;
            return spare;
        }

        while (true)
        {
            double x = Centred();
            double y = Centred();
            double square = (x * x) + (y * y);
            if (square is > 0 and < 1)
            {
                double scale = Math.Sqrt(-2 * Log(square) / square);
                _spare = y * scale;
                return x * scale;
            }
        }
    }

    /// <summary>The natural logarithm of a positive normal number; error below 1e-14.</summary>
    internal static double Log(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        long exponent = (bits >> 52) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);

        // ln m = 2 artanh((m - 1) / (m + 1)); about the root of 1/2 the series is shortest.
        if (mantissa > 1.4142135623730951)
        {
            mantissa *= 0.5;
            exponent++;
        }

        double t = (mantissa - 1) / (mantissa + 1);
        double square = t * t;
        double sum = 0;
        for (int k = 21; k >= 1; k -= 2)
        {
            sum = (sum * square) + (1.0 / k);
        }

        return (exponent * Ln2) + (2 * t * sum);
    }

    private double Centred() => ((_random.NextUInt64() >> 11) * (2.0 / (1L << 53))) - 1;
}

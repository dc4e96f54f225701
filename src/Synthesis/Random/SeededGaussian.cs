namespace HyperFace.Synthesis.Random;

/// <summary>Normal deviates that depend on seed, stream and index alone: SplitMix64 and the Box–Muller transform.</summary>
internal sealed class SeededGaussian(ulong seed, int stream, int index)
{
    private ulong _state = Mix(seed ^ Mix(((ulong)stream << 32) ^ (uint)index));
    private double _spare;
    private bool _hasSpare;

    /// <summary>The next deviate, mean 0, variance 1.</summary>
    public double Next()
    {
        if (_hasSpare)
        {
            _hasSpare = false;
            return _spare;
        }

        double radius = Math.Sqrt(-2 * Math.Log(Uniform()));
        (double sin, double cos) = Math.SinCos(2 * Math.PI * Uniform());
        (_spare, _hasSpare) = (radius * sin, true);
        return radius * cos;
    }

    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    private double Uniform()
    {
        _state += 0x9E3779B97F4A7C15;
        return ((Mix(_state) >> 11) + 1) * (1.0 / (1UL << 53));
    }
}

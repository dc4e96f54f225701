namespace HyperFace.Synthesis.Random;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014). <see cref="System.Random"/> promises no sequence across .NET versions, and a
/// synthetic person must stay the same person.
/// </summary>
internal struct SplitMix64(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state = seed;

    /// <summary>A bijection on 64 bits: distinct inputs stay distinct.</summary>
    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public ulong NextUInt64() => Mix(_state += Golden);

    /// <summary>Uniform in [0, 1), 24 bits.</summary>
    public float NextUnit() => (NextUInt64() >> 40) * (1f / (1 << 24));

    /// <summary>Uniform in [low, high).</summary>
    public float Between(float low, float high) => low + (NextUnit() * (high - low));

    /// <summary>A trait in [-1, 1): the mean of a uniform and a centred value, so that extremes are rarer.</summary>
    public float Trait() => (0.75f * Between(-1f, 1f)) + (0.25f * Between(-1f, 1f));

    /// <summary>About normal with standard deviation 1, within ±3.47: the sum of four uniforms (Irwin-Hall), scaled.</summary>
    public float Normal() =>
        (NextUnit() + NextUnit() + NextUnit() + NextUnit() - 2f) * 1.7320508f;

    public bool Chance(float probability) => NextUnit() < probability;

    public int Below(int count) => (int)(NextUnit() * count);
}

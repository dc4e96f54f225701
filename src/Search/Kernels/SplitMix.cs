namespace HyperFace.Search.Kernels;

/// <summary>A hash of one number: the finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).</summary>
internal static class SplitMix
{
    /// <summary>A number that looks random and depends on <paramref name="value"/> alone.</summary>
    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}

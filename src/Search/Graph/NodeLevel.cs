namespace HyperFace.Search.Graph;

/// <summary>The highest layer of a node: geometric, as HNSW wants it, from a hash of template and seed, so that it is the same on every build.</summary>
internal static class NodeLevel
{
    /// <summary>No node reaches higher; with M = 16 one in 16^15 would.</summary>
    public const int Max = 15;

    /// <summary>The level of a template in a graph with parameter <paramref name="m"/>: floor(−ln(u) / ln(m)), u uniform in (0, 1].</summary>
    public static int Of(ulong template, ulong seed, int m)
    {
        double uniform = ((Mix(template ^ Mix(seed)) >> 11) + 1) * (1.0 / (1UL << 53));
        return Math.Min(Max, (int)(-Math.Log(uniform) / Math.Log(m)));
    }

    /// <summary>SplitMix64's finaliser (Steele, Lea and Flood, OOPSLA 2014).</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}

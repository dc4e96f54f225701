using HyperFace.Search.Kernels;

namespace HyperFace.Search.Graph;

/// <summary>The highest layer of a node: geometric, as HNSW wants it, from a hash of template and seed, so that it is the same on every build.</summary>
internal static class NodeLevel
{
    /// <summary>No node reaches higher; with M = 16 one in 16^15 would.</summary>
    public const int Max = 15;

    /// <summary>The level of a template in a graph with parameter <paramref name="m"/>: floor(−ln(u) / ln(m)), u uniform in (0, 1].</summary>
    public static int Of(ulong template, ulong seed, int m)
    {
        double uniform = ((SplitMix.Mix(template ^ SplitMix.Mix(seed)) >> 11) + 1) * (1.0 / (1UL << 53));
        return Math.Min(Max, (int)(-Math.Log(uniform) / Math.Log(m)));
    }
}

namespace HyperFace.Embedding.Generation;

/// <summary>Seeded normal numbers: SplitMix64 (Steele, Lea, Flood 2014) through the transform of Box and Muller (1958).</summary>
internal static class NormalNoise
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>Fills with numbers of mean 0 and deviation 1; the same seed gives the same ones.</summary>
    public static void Fill(Span<float> noise, ulong seed)
    {
        ulong state = seed;
        for (int i = 0; i < noise.Length; i += 2)
        {
            double radius = Math.Sqrt(-2 * Math.Log(Next(ref state)));
            double angle = 2 * Math.PI * Next(ref state);
            noise[i] = (float)(radius * Math.Cos(angle));
            if (i + 1 < noise.Length)
            {
                noise[i + 1] = (float)(radius * Math.Sin(angle));
            }
        }
    }

    // Uniform, above 0 and up to 1.
    private static double Next(ref ulong state)
    {
        ulong z = state += Golden;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        return ((z >> 11) + 1) * (1.0 / (1L << 53));
    }
}

namespace HyperFace.Training.Judging;

/// <summary>The similarities of an open-set identification trial (ISO/IEC 19795-1), one template a subject.</summary>
/// <param name="Mates">For each mated probe the similarity of its mate.</param>
/// <param name="Others">For each mated probe the highest similarity of anybody else.</param>
/// <param name="NonMated">For each non-mated probe the highest similarity of anybody.</param>
internal sealed record OpenSetScores(float[] Mates, float[] Others, float[] NonMated)
{
    /// <summary>Share of mated probes whose best candidate is the mate; a tie is a miss.</summary>
    public double RankOne => Share(Mates.Zip(Others).Count(pair => pair.First > pair.Second), Mates.Length);

    /// <summary>The lowest threshold that no more than a share of the non-mated probes reaches.</summary>
    /// <param name="nonMated">For each non-mated probe the highest similarity of anybody.</param>
    /// <param name="fpir">The share, 0 or more and below 1.</param>
    public static float ThresholdAt(IReadOnlyCollection<float> nonMated, double fpir) =>
        MathF.BitIncrement(nonMated.OrderDescending().ElementAt((int)(fpir * nonMated.Count)));

    /// <summary>Share of non-mated probes for which somebody reaches the threshold.</summary>
    public double Fpir(float threshold) => Share(NonMated.Count(similarity => similarity >= threshold), NonMated.Length);

    /// <summary>Share of mated probes whose mate is not the best candidate, or does not reach the threshold.</summary>
    public double Fnir(float threshold) =>
        1 - Share(Mates.Zip(Others).Count(pair => pair.First > pair.Second && pair.First >= threshold), Mates.Length);

    private static double Share(int part, int whole) => (double)part / whole;
}

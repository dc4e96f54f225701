namespace HyperFace.Synthesis.Embeddings;

/// <summary>
/// Finds the numbers of a profile whose similarities come out as asked: draws pairs, always from the same seed, compares, and corrects
/// each number by what it moves most, until mean and deviation are right.
/// </summary>
internal static class ProfileFit
{
    private const int Subjects = 3000;
    private const int Rounds = 25;
    private const double Close = 0.002;
    private const ulong Seed = 20_411_084_70;

    // What keeps a profile a profile: outside of these the clamp on the likeness, or the floor of the spectrum, is all that is left.
    private const double LeastDecay = 0.5;
    private const double MostDecay = 1e5;
    private const double LeastLikeness = 0.15;
    private const double MostLikeness = 0.99;
    private const double MostDeviation = 0.4;

    public static EmbeddingProfile Run(string name, int dimension, SimilarityTarget mated, SimilarityTarget nonMated, CancellationToken cancellation)
    {
        if (!(mated.Mean > nonMated.Mean && mated.Mean < 1 && nonMated.Mean >= 0 && mated.Deviation > 0 && nonMated.Deviation > 0))
        {
            throw new ArgumentException($"Mated {mated} and non-mated {nonMated}: the means must be 0 or more and below 1, the mated one above the other, and the deviations above 0.");
        }

        var profile = new EmbeddingProfile(name, nonMated.Mean, Decay: dimension / 8.0, Math.Sqrt((mated.Mean - nonMated.Mean) / (1 - nonMated.Mean)), LikenessDeviation: 0.7 * mated.Deviation)
        {
            Mated = mated,
            NonMated = nonMated,
        };
        SimilaritySpread matedNow = null!, nonMatedNow = null!;
        for (int round = 0; round < Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            (matedNow, nonMatedNow) = Measure(Bounded(profile), dimension);
            if (Misses(matedNow, mated) <= Close && Misses(nonMatedNow, nonMated) <= Close)
            {
                return Bounded(profile);
            }

            profile = Bounded(Corrected(profile, matedNow, nonMatedNow));
        }

        (string what, SimilarityTarget target, SimilaritySpread nearest) = Misses(nonMatedNow, nonMated) > Close ? ("Non-mated", nonMated, nonMatedNow) : ("Mated", mated, matedNow);
        throw new ArgumentException(FormattableString.Invariant($"{what} similarities of {target} cannot be had in {dimension} dimensions together with the other: the nearest found is {nearest.Mean:F3} ± {nearest.Deviation:F3}."));
    }

    private static double Misses(SimilaritySpread spread, SimilarityTarget target) => Math.Max(Math.Abs(spread.Mean - target.Mean), Math.Abs(spread.Deviation - target.Deviation));

    private static EmbeddingProfile Corrected(EmbeddingProfile profile, SimilaritySpread matedNow, SimilaritySpread nonMatedNow)
    {
        (SimilarityTarget mated, SimilarityTarget nonMated) = (profile.Mated!.Value, profile.NonMated!.Value);
        double square = (profile.Likeness * profile.Likeness) + ((mated.Mean - matedNow.Mean) / (1 - profile.Common));
        double widened = nonMatedNow.Deviation / nonMated.Deviation;
        return profile with
        {
            Common = profile.Common + nonMated.Mean - nonMatedNow.Mean,
            Decay = profile.Decay * Math.Clamp(widened * widened, 0.25, 4),
            Likeness = Math.Sqrt(Math.Max(square, LeastLikeness * LeastLikeness)),
            LikenessDeviation = profile.LikenessDeviation * Math.Clamp(mated.Deviation / matedNow.Deviation, 0.5, 2),
        };
    }

    private static EmbeddingProfile Bounded(EmbeddingProfile profile) => profile with
    {
        Common = Math.Clamp(profile.Common, 0, 0.99),
        Decay = Math.Clamp(profile.Decay, LeastDecay, MostDecay),
        Likeness = Math.Clamp(profile.Likeness, LeastLikeness, MostLikeness),
        LikenessDeviation = Math.Clamp(profile.LikenessDeviation, 0, MostDeviation),
    };

    private static (SimilaritySpread Mated, SimilaritySpread NonMated) Measure(EmbeddingProfile profile, int dimension)
    {
        (SimilaritySpread mated, SimilaritySpread? nonMated) = PopulationCensus.Of(new EmbeddingPopulation(profile, dimension, Subjects, Seed, isRotated: false, CancellationToken.None), [.. Enumerable.Range(0, Subjects)]);
        return (mated, nonMated!);
    }
}

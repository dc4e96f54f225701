namespace HyperFace.Training.Judging;

/// <summary>
/// Verification accuracy as it is reported on LFW and its kind (InsightFace, <c>verification.py</c>): ten contiguous parts;
/// the threshold of each is the one that does best on the other nine.
/// </summary>
/// <param name="Mean">Mean accuracy of the ten parts.</param>
/// <param name="Deviation">Its standard deviation over the ten parts.</param>
internal readonly record struct TenFold(double Mean, double Deviation)
{
    /// <summary>Parts.</summary>
    public const int Parts = 10;

    // Squared distances of unit vectors, 0 to 3.99; a pair below is taken for one person.
    private const int Steps = 400;
    private const double Step = 0.01;

    /// <summary>Judges pairs by their similarities.</summary>
    /// <param name="similarities">Cosines of the pairs.</param>
    /// <param name="mated">Which pairs are of one person.</param>
    /// <exception cref="ArgumentException">The two differ in length, or are fewer than ten.</exception>
    public static TenFold Of(IReadOnlyList<float> similarities, IReadOnlyList<bool> mated)
    {
        if (similarities.Count != mated.Count || similarities.Count < Parts)
        {
            throw new ArgumentException($"{similarities.Count} similarities of {mated.Count} pairs were given; {Parts} pairs are the least.", nameof(similarities));
        }

        int[][] correct = [.. Enumerable.Range(0, Parts).Select(part => CorrectBySteps(similarities, mated, part))];
        var accuracies = new double[Parts];
        for (int part = 0; part < Parts; part++)
        {
            int best = 0;
            for (int step = 1; step < Steps; step++)
            {
                best = Elsewhere(correct, part, step) > Elsewhere(correct, part, best) ? step : best;
            }

            accuracies[part] = (double)correct[part][best] / (Start(similarities.Count, part + 1) - Start(similarities.Count, part));
        }

        double mean = accuracies.Average();
        return new TenFold(mean, Math.Sqrt(accuracies.Average(accuracy => (accuracy - mean) * (accuracy - mean))));
    }

    // The first parts take one pair more each when the pairs do not come out even.
    private static int Start(int pairs, int part) => (part * (pairs / Parts)) + Math.Min(part, pairs % Parts);

    private static int Elsewhere(int[][] correct, int part, int step) => correct.Sum(counts => counts[step]) - correct[part][step];

    private static int[] CorrectBySteps(IReadOnlyList<float> similarities, IReadOnlyList<bool> mated, int part)
    {
        var correct = new int[Steps];
        for (int pair = Start(similarities.Count, part); pair < Start(similarities.Count, part + 1); pair++)
        {
            double distance = 2 - (2 * (double)similarities[pair]);
            for (int step = 0; step < Steps; step++)
            {
                correct[step] += (distance < step * Step) == mated[pair] ? 1 : 0;
            }
        }

        return correct;
    }
}

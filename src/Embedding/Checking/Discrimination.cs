namespace HyperFace.Embedding.Checking;

/// <summary>How well templates tell people apart: similarities of every pair, mated and non-mated.</summary>
/// <param name="MatedMean">Mean similarity of two faces of one person.</param>
/// <param name="NonMatedMean">Mean similarity of faces of two people.</param>
/// <param name="NonMatedMax">The highest similarity of faces of two people.</param>
/// <param name="Separation">The sensitivity index d' of detection theory: the distance of the two means in units of the root mean square of the two deviations.</param>
/// <param name="FirstRank">Share of faces whose most similar other face is of the same person.</param>
internal sealed record Discrimination(double MatedMean, double NonMatedMean, double NonMatedMax, double Separation, double FirstRank)
{
    public static Discrimination Of(IReadOnlyList<FaceTemplate> templates, IReadOnlyList<int> subjects)
    {
        var mated = new Spread();
        var nonMated = new Spread();
        int first = 0;
        for (int i = 0; i < templates.Count; i++)
        {
            double nearest = double.NegativeInfinity;
            bool nearestIsMated = false;
            for (int j = 0; j < templates.Count; j++)
            {
                if (i == j)
                {
                    continue;
                }

                double similarity = Similarity(templates[i].Vector.Span, templates[j].Vector.Span);
                bool isMated = subjects[i] == subjects[j];
                (isMated ? mated : nonMated).Add(similarity);

                // Of equals the stranger counts: a model that gives everybody one vector recognises nobody.
                if (similarity > nearest || (similarity == nearest && !isMated))
                {
                    (nearest, nearestIsMated) = (similarity, isMated);
                }
            }

            first += nearestIsMated ? 1 : 0;
        }

        double deviation = Math.Sqrt((mated.Variance + nonMated.Variance) / 2);
        double separation = deviation > 0 ? (mated.Mean - nonMated.Mean) / deviation : 0;
        return new Discrimination(mated.Mean, nonMated.Mean, nonMated.Max, separation, (double)first / templates.Count);
    }

    /// <summary>The figures in words.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"similarity of one person's faces {MatedMean:0.000} on average, of two people's {NonMatedMean:0.000} (highest {NonMatedMax:0.000}), d' {Separation:0.00}, rank-1 {FirstRank:0.0 %}");

    private static double Similarity(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        double sum = 0;
        for (int i = 0; i < first.Length; i++)
        {
            sum += (double)first[i] * second[i];
        }

        return sum;
    }
}

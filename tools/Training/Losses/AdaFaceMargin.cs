namespace HyperFace.Training.Losses;

/// <summary>
/// The margin of AdaFace (Kim, Jain and Liu, CVPR 2022), in double precision and for one picture at a time: what the head
/// that learns is checked against. A picture whose embedding is long for its batch counts as good, and is asked for more.
/// </summary>
/// <param name="Margin">The margin m; 0.4 in the paper.</param>
/// <param name="Concentration">The factor h on how far a length is from the mean, in deviations; 0.333 in the paper.</param>
/// <param name="Scale">The factor s on what goes into the softmax; 64 in the paper.</param>
internal sealed record AdaFaceMargin(double Margin, double Concentration, double Scale)
{
    /// <summary>Lengths are taken as this at least.</summary>
    public const double LeastLength = 0.001;

    /// <summary>Lengths are taken as this at most.</summary>
    public const double MostLength = 100;

    /// <summary>How near a cosine comes to ±1, and an angle to 0 and π: there the arc cosine has no gradient. Also what keeps a division by a deviation from being one by zero.</summary>
    public const double Edge = 1e-3;

    /// <summary>Where a length lies among others: −1 far below their mean, 1 far above.</summary>
    public double Standing(double length, double mean, double deviation) =>
        Math.Clamp((Math.Clamp(length, LeastLength, MostLength) - mean) / (deviation + Edge) * Concentration, -1, 1);

    /// <summary>What the cosine to the picture's own person becomes: the angle grows by −m × standing, and m + m × standing is taken off.</summary>
    public double Penalised(double cosine, double standing)
    {
        double angle = Math.Acos(Clamped(cosine)) - (Margin * standing);
        return Math.Cos(Math.Clamp(angle, Edge, Math.PI - Edge)) - (Margin + (Margin * standing));
    }

    /// <summary>The cross entropy of a picture.</summary>
    /// <param name="cosines">The cosines to all persons.</param>
    /// <param name="person">Whose picture it is.</param>
    /// <param name="standing">Where the length of its embedding lies among those of others.</param>
    public double Loss(ReadOnlySpan<double> cosines, int person, double standing)
    {
        double own = Scale * Penalised(cosines[person], standing);
        double highest = own;
        foreach (double cosine in cosines)
        {
            highest = Math.Max(highest, Scale * Clamped(cosine));
        }

        double sum = Math.Exp(own - highest);
        for (int i = 0; i < cosines.Length; i++)
        {
            sum += i == person ? 0 : Math.Exp((Scale * Clamped(cosines[i])) - highest);
        }

        return highest + Math.Log(sum) - own;
    }

    private static double Clamped(double cosine) => Math.Clamp(cosine, Edge - 1, 1 - Edge);
}

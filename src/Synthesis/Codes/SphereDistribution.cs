namespace HyperFace.Synthesis.Codes;

/// <summary>
/// How a uniform point on a sphere is spread along one direction. Its cosine is Student's t in disguise, which is brought
/// to a normal number (Abramowitz &amp; Stegun 26.7.8) and from there to a uniform one (26.2.19). Additions,
/// multiplications, divisions and square roots only.
/// </summary>
internal static class SphereDistribution
{
    /// <summary>The largest single below 1.</summary>
    private const float Last = 0.99999994f;

    /// <summary>Share of the sphere's points with a smaller cosine, 0 to just below 1; error below 1e-3 for 8 dimensions, 1e-5 for 512.</summary>
    public static float Below(double cosine, int dimensions)
    {
        double freedom = dimensions - 1;
        double square = Math.Min(cosine * cosine, 1 - 1e-9);
        double t = Math.Sqrt(square / (1 - square) * freedom);
        double normal = t * (1 - (1 / (4 * freedom))) / Math.Sqrt(1 + (t * t / (2 * freedom)));
        double tail = UpperTail(normal);
        return Math.Clamp((float)(cosine < 0 ? tail : 1 - tail), 0f, Last);
    }

    // Of the normal distribution, for x >= 0; error below 1.5e-7.
    private static double UpperTail(double x)
    {
        double sum = 0.0000053830;
        sum = (sum * x) + 0.0000488906;
        sum = (sum * x) + 0.0000380036;
        sum = (sum * x) + 0.0032776263;
        sum = (sum * x) + 0.0211410061;
        sum = (sum * x) + 0.0498673470;
        sum = (sum * x) + 1;
        double power = sum * sum;
        power *= power;
        power *= power;
        power *= power;
        return 0.5 / power;
    }
}

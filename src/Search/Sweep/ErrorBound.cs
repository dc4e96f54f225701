namespace HyperFace.Search.Sweep;

/// <summary>
/// How far a sign code may mislead. Rotated at random, a unit vector o leaves a residual of length √(1 − c²) beside its
/// sign vector b, c = ⟨o, b⟩, whose direction is uniform on the sphere of the dimensions that o leaves free. For a probe q
/// with x = ⟨o, q⟩ therefore ⟨q, b⟩ = c·x + √(1 − c²)·√(1 − x²)·z, where z is one coordinate of a uniform point on the unit
/// sphere of D − 1 dimensions (Gao and Long, RaBitQ, SIGMOD 2024, lemma B.3).
/// </summary>
internal static class ErrorBound
{
    /// <summary>
    /// The t that z falls short of −t with a probability of at most <paramref name="missProbability"/>. From
    /// ∫ₜ¹ (1 − x²)^((n−3)/2) dx ≤ (1 − t²)^((n−1)/2) / ((n − 1)·t) for n = D − 1, and Γ(n/2) / Γ((n−1)/2) ≤ √((n−1)/2).
    /// </summary>
    /// <param name="dimension">D, at least 64.</param>
    /// <param name="missProbability">More than 0, less than ½.</param>
    public static double Of(int dimension, double missProbability)
    {
        double power = (dimension - 2) / 2.0;
        double low = 0;
        double high = 1;
        for (int i = 0; i < 200; i++)
        {
            double t = (low + high) / 2;

            // As a logarithm: in 4,096 dimensions the power itself vanishes.
            double logarithm = (power * Math.Log(1 - (t * t))) - Math.Log(t * Math.Sqrt(4 * Math.PI * power));
            if (logarithm > Math.Log(missProbability))
            {
                low = t;
            }
            else
            {
                high = t;
            }
        }

        return high;
    }
}

namespace HyperFace.Search.Sweep;

/// <summary>
/// How far a code may mislead. Rotated at random, a unit vector o leaves a residual of length √(1 − c²) beside what its code
/// stands for, b (its sign vector, say, at unit length), c = ⟨o, b⟩, whose direction is uniform on the sphere of the dimensions
/// that o leaves free. For a probe q with x = ⟨o, q⟩ therefore ⟨q, b⟩ = c·x + A·z, A = √(1 − c²)·√(1 − x²), where z is one
/// coordinate of a uniform point on the unit sphere of n = D − 1 dimensions (Gao and Long, RaBitQ, SIGMOD 2024, lemma B.3).
/// </summary>
/// <remarks>
/// <para>The table that ⟨q, b⟩ is read from adds an error e: a sum of independent uniform ones, no wider than a normal
/// deviate of deviation σ in that E[exp(λe)] ≤ exp(λ²σ²/2). Worst cases need not be added up, for far errors of both hardly
/// ever meet. The tail F(y) = P(z &lt; −y) is log-concave, so F(y) ≤ F(t)·exp(−h·(y − t)) with h its hazard at t, and
/// P(A·z + e &lt; −A·t − a·σ) ≤ F(t)·E[exp(−h·(a·σ + e)/A)] ≤ F(t) where a ≥ h·σ/(2·A).</para>
/// <para>Where A·t is less than ten σ, ten σ are allowed for it. Where z ≤ 0 that is the case of A = 10·σ/t, which only reaches
/// further; where z is more, −e would have to be more than ten σ, which e⁻⁵⁰ bounds. So A ≥ 10·σ/t, and a = h·t/20 is enough.
/// From ∫ₜ¹ (1 − x²)^((n−3)/2) dx by parts, h ≤ (n − 1)·t/(1 − t²) + 1/t.</para>
/// <para>e/σ is independent of the rotation. σ is not quite, for the table's step is that of the rotated probe; it is taken for
/// independent of z, on which it hardly depends, and counted (CodeErrorTests).</para>
/// </remarks>
/// <param name="Reach">t: that z falls short of −t has the miss probability at most.</param>
/// <param name="Allowance">a: what is allowed for the table's error, in its deviations.</param>
internal readonly record struct ErrorBound(double Reach, double Allowance)
{
    /// <summary>What A·t counts as at least, in deviations of the table's error.</summary>
    public const double LeastSpread = 10;

    /// <summary>
    /// The bound of a miss probability. From ∫ₜ¹ (1 − x²)^((n−3)/2) dx ≤ (1 − t²)^((n−1)/2) / ((n − 1)·t) and
    /// Γ(n/2) / Γ((n−1)/2) ≤ √((n−1)/2).
    /// </summary>
    /// <param name="dimension">D, at least 64.</param>
    /// <param name="missProbability">More than 0, less than ½.</param>
    public static ErrorBound Of(int dimension, double missProbability)
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

        double hazard = (2 * power * high / (1 - (high * high))) + (1 / high);
        return new ErrorBound(high, hazard * high / (2 * LeastSpread));
    }
}

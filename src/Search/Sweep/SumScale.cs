namespace HyperFace.Search.Sweep;

/// <summary>What the sums of a probe's table over one kind of code stand for.</summary>
/// <param name="Base">What a sum of 0 stands for: the probe's product with a code of unit length is <c>Base + Step · sum</c>, but for what was rounded.</param>
/// <param name="Step">What one unit of a sum stands for.</param>
/// <param name="Deviation">The deviation of what was rounded: of a uniform error within a step for each group.</param>
/// <param name="UsualAlignment">What the cosine between a vector and its code mostly is, about; lines are straightened there.</param>
internal readonly record struct SumScale(float Base, float Step, double Deviation, double UsualAlignment)
{
    /// <summary>What float arithmetic may hide of a product with a unit vector.</summary>
    private const float Slack = 1e-5f;

    /// <summary>What a code's own spread counts as at least beside what was rounded; see <see cref="ErrorBound"/>.</summary>
    public double LeastSpread => ErrorBound.LeastSpread * Deviation;

    /// <summary>What a sum stands for.</summary>
    public float ProductOf(int sum) => Base + (Step * sum);

    /// <summary>What is allowed for what was rounded.</summary>
    public double ErrorBy(ErrorBound bound) => (bound.Allowance * Deviation) + Slack;

    /// <summary>
    /// √(1 − c²) or a little more, straight in c: (1 − c·u) / √(1 − u²) with u the usual alignment, for the cosine of the difference
    /// of two angles, c·u + √(1 − c²)·√(1 − u²), is 1 at most.
    /// </summary>
    public double ResidualOf(double alignment) => (1 - (alignment * UsualAlignment)) / Math.Sqrt(1 - (UsualAlignment * UsualAlignment));
}

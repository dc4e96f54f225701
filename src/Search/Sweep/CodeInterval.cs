namespace HyperFace.Search.Sweep;

/// <summary>
/// The similarities that a code allows: those x for which its product with the probe, s, lies between
/// c·x − √(1 − c²)·√(1 − x²)·t and c·x + √(1 − c²)·√(1 − x²)·t; see <see cref="ErrorBound"/>. With x = cos φ the first is
/// A·cos(φ + δ), A² = c² + (1 − c²)·t², tan δ = √(1 − c²)·t / c, and the second A·cos(φ − δ).
/// </summary>
internal static class CodeInterval
{
    /// <summary>What a code says.</summary>
    /// <param name="product">Its product with the probe, s.</param>
    /// <param name="error">How far that may lie off, at most.</param>
    /// <param name="alignment">The cosine between the vector and what the code stands for, c.</param>
    /// <param name="residual">√(1 − c²) or more.</param>
    /// <param name="reach">The bound, t.</param>
    /// <param name="leastSpread">What √(1 − c²)·√(1 − x²)·t counts as at least.</param>
    public static CodeReading Of(double product, double error, double alignment, double residual, double reach, double leastSpread = 0)
    {
        double across = residual * reach;
        double length = Math.Sqrt((alignment * alignment) + (across * across));
        double delta = Math.Atan2(across, alignment);
        double above = Angle((product + error) / length);
        double below = Angle((product - error) / length);

        // Each curve holds φ from both sides: the first to above ≤ φ + δ ≤ 2π − above, the second to |φ − δ| ≤ below.
        double nearest = Math.Max(0, Math.Max(above - delta, delta - below));
        double farthest = Math.Min(Math.PI, Math.Min(below + delta, (2 * Math.PI) - above - delta));

        double highest = Math.Cos(nearest);
        double lowest = Math.Cos(farthest);
        if (leastSpread > 0)
        {
            // Where the spread counts as more than it is, these lines take the place of the curves.
            highest = Math.Max(highest, Math.Min(1, (product + error + leastSpread) / alignment));
            lowest = Math.Min(lowest, Math.Max(-1, (product - error - leastSpread) / alignment));
        }

        return new CodeReading((float)(product / alignment), (float)lowest, (float)highest);
    }

    private static double Angle(double cosine) => Math.Acos(Math.Clamp(cosine, -1, 1));
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HyperFace.Search.Kernels;

namespace HyperFace.Search.Sweep;

/// <summary>
/// Where a similarity lies among the sums that codes give: a template reaches it if its sum is at least
/// <c>alignment · PerAlignment − max(Spread − alignment · SpreadPerAlignment, LeastSpread) + Offset</c>.
/// </summary>
internal readonly struct CutLine
{
    /// <summary>
    /// Below this similarity codes exclude nobody. From here up the bound rises with the similarity, whatever the code, so that who
    /// is more similar than the cut is above its line too; for a bad code it turns somewhere below.
    /// </summary>
    public const float Least = 0;

    private readonly float _perAlignment;
    private readonly float _spread;
    private readonly float _spreadPerAlignment;
    private readonly float _leastSpread;
    private readonly float _offset;

    private CutLine(double perAlignment, double spread, double spreadPerAlignment, double leastSpread, double offset)
    {
        _perAlignment = (float)perAlignment;
        _spread = (float)spread;
        _spreadPerAlignment = (float)spreadPerAlignment;
        _leastSpread = (float)leastSpread;
        _offset = (float)offset;
    }

    /// <summary>Whether codes can exclude anybody from a cut.</summary>
    public static bool IsBound(float cut) => cut >= Least;

    /// <summary>
    /// The line that a template of at least the similarity <paramref name="cut"/> reaches, but for the miss probability
    /// of <paramref name="bound"/>: at x = cut its product with the probe is c·x − √(1 − c²)·√(1 − x²)·t at least.
    /// </summary>
    public static CutLine Certain(float cut, ErrorBound bound, SumScale scale) =>
        Of(cut, bound.Reach, scale.LeastSpread, scale.ErrorBy(bound), scale);

    /// <summary>The line that half of the templates of similarity <paramref name="cut"/> reach.</summary>
    public static CutLine Likely(float cut, SumScale scale) => Of(cut, 0, 0, 0, scale);

    /// <summary>Whether a slot reaches the line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsReached(int sum, float alignment) =>
        sum >= (alignment * _perAlignment) - float.MaxNative(_spread - (alignment * _spreadPerAlignment), _leastSpread) + _offset;

    /// <summary>The slots of a block that reach the line, a bit each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe uint Reached(int* sums, float* alignments)
    {
        Vector256<float> perAlignment = Vector256.Create(_perAlignment);
        Vector256<float> fullSpread = Vector256.Create(_spread);
        Vector256<float> spreadPerAlignment = Vector256.Create(_spreadPerAlignment);
        Vector256<float> leastSpread = Vector256.Create(_leastSpread);
        Vector256<float> offset = Vector256.Create(_offset);
        uint reached = 0;
        for (int i = 0; i < BlockSums.Slots; i += Vector256<float>.Count)
        {
            // Not fused: the same bits on every processor.
            Vector256<float> aligned = Vector256.Load(alignments + i);
            Vector256<float> spread = Vector256.MaxNative(fullSpread - (aligned * spreadPerAlignment), leastSpread);
            Vector256<float> least = (aligned * perAlignment) - spread + offset;
            reached |= Vector256.GreaterThanOrEqual(Vector256.ConvertToSingle(Vector256.Load(sums + i)), least).ExtractMostSignificantBits() << i;
        }

        return reached;
    }

    private static CutLine Of(float cut, double reach, double leastSpread, double error, SumScale scale)
    {
        if (!IsBound(cut))
        {
            return new CutLine(0, 0, 0, 0, double.NegativeInfinity);
        }

        double x = Math.Min(cut, 1);
        double step = scale.Step;
        double across = reach * Math.Sqrt(1 - (x * x)) / step;
        double spread = scale.ResidualOf(0) * across;
        return new CutLine(x / step, spread, spread * scale.UsualAlignment, leastSpread / step, -(error + scale.Base) / step);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HyperFace.Search.Kernels;

namespace HyperFace.Search.Sweep;

/// <summary>
/// Where a similarity lies among the sums that codes give: a template reaches it if its sum is at least
/// <c>alignment · PerAlignment − max(residual · PerResidual, LeastSpread) + Offset</c>.
/// </summary>
internal readonly struct CutLine
{
    /// <summary>
    /// Below this similarity codes exclude nobody. From here up the bound rises with the similarity, whatever the code, so that who
    /// is more similar than the cut is above its line too; for a bad code it turns somewhere below.
    /// </summary>
    public const float Least = 0;

    private readonly float _perAlignment;
    private readonly float _perResidual;
    private readonly float _leastSpread;
    private readonly float _offset;

    private CutLine(double perAlignment, double perResidual, double leastSpread, double offset)
    {
        _perAlignment = (float)perAlignment;
        _perResidual = (float)perResidual;
        _leastSpread = (float)leastSpread;
        _offset = (float)offset;
    }

    /// <summary>Whether codes can exclude anybody from a cut.</summary>
    public static bool IsBound(float cut) => cut >= Least;

    /// <summary>
    /// The line that a template of at least the similarity <paramref name="cut"/> reaches, but for the miss probability
    /// of <paramref name="bound"/>: at x = cut its product with the probe is c·x − √(1 − c²)·√(1 − x²)·t at least.
    /// </summary>
    public static CutLine Certain(float cut, ErrorBound bound, SweepProbe probe) =>
        Of(cut, bound.Reach, probe.LeastSpread, probe.ErrorBy(bound), probe);

    /// <summary>The line that half of the templates of similarity <paramref name="cut"/> reach.</summary>
    public static CutLine Likely(float cut, SweepProbe probe) => Of(cut, 0, 0, 0, probe);

    /// <summary>The slots of a block that reach the line, a bit each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe uint Reached(int* sums, float* alignments, float* residuals)
    {
        Vector256<float> perAlignment = Vector256.Create(_perAlignment);
        Vector256<float> perResidual = Vector256.Create(_perResidual);
        Vector256<float> leastSpread = Vector256.Create(_leastSpread);
        Vector256<float> offset = Vector256.Create(_offset);
        uint reached = 0;
        for (int i = 0; i < SignSums.Slots; i += Vector256<float>.Count)
        {
            // Not fused: the same bits on every processor.
            Vector256<float> spread = Vector256.MaxNative(Vector256.Load(residuals + i) * perResidual, leastSpread);
            Vector256<float> least = (Vector256.Load(alignments + i) * perAlignment) - spread + offset;
            reached |= Vector256.GreaterThanOrEqual(Vector256.ConvertToSingle(Vector256.Load(sums + i)), least).ExtractMostSignificantBits() << i;
        }

        return reached;
    }

    private static CutLine Of(float cut, double reach, double leastSpread, double error, SweepProbe probe)
    {
        if (!IsBound(cut))
        {
            return new CutLine(0, 0, 0, double.NegativeInfinity);
        }

        double x = Math.Min(cut, 1);
        double step = probe.Step;
        return new CutLine(x / step, reach * Math.Sqrt(1 - (x * x)) / step, leastSpread / step, -(error + probe.Base) / step);
    }
}

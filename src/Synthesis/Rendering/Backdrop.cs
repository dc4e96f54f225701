using HyperFace.Synthesis.Random;
using static HyperFace.Synthesis.Rendering.Approximation;

namespace HyperFace.Synthesis.Rendering;

/// <summary>What stands behind the person: a softly uneven wall far out of focus, and the collar of the clothes.</summary>
internal sealed class Backdrop
{
    private readonly Colour _high;
    private readonly Colour _low;
    private readonly uint _seed;
    private readonly float _slope;

    public Backdrop(ulong sceneSeed)
    {
        var random = new SplitMix64(sceneSeed ^ 0xBAC4_D409_0000_0001);
        _high = Muted(ref random, 92f, 222f);
        _low = _high.Mix(Muted(ref random, 60f, 200f), 0.6f);
        _slope = random.Between(-0.5f, 0.5f);
        Cloth = Muted(ref random, 30f, 180f);
        _seed = (uint)random.NextUInt64();
    }

    public Colour Cloth { get; }

    /// <param name="x">0 at the left of the picture, 1 at the right.</param>
    /// <param name="y">0 at the top, 1 at the bottom.</param>
    public Colour At(float x, float y)
    {
        float blur = ValueNoise.At(_seed, x * 2.6f, y * 2.6f);
        return _high.Mix(_low, Unit(y + (_slope * (x - 0.5f)) + (0.18f * blur))) * (1f + (0.14f * blur));
    }

    private static Colour Muted(ref SplitMix64 random, float dark, float light)
    {
        float grey = random.Between(dark, light);
        float spread = 0.16f * grey;
        return Colour.Screen(
            grey + random.Between(-spread, spread),
            grey + random.Between(-0.6f * spread, 0.6f * spread),
            grey + random.Between(-spread, spread));
    }
}

namespace HyperFace.Synthesis.Codes;

/// <summary>Takes one number after the other, each uniform in [0, 1), and gives it the spread that a trait has in the population.</summary>
internal ref struct Latents(ReadOnlySpan<float> uniforms)
{
    private readonly ReadOnlySpan<float> _uniforms = uniforms;
    private int _next;

    /// <summary>How many have been taken.</summary>
    public readonly int Taken => _next;

    public float Unit() => _uniforms[_next++];

    public float Between(float low, float high) => low + (Unit() * (high - low));

    /// <summary>A trait in [-1, 1): the quantile of <see cref="Random.SplitMix64.Trait"/>'s trapezoid, which rises to half way, is level, and falls.</summary>
    public float Trait()
    {
        const float Slope = 1f / 6f;
        float u = Unit();
        return u < Slope ? MathF.Sqrt(1.5f * u) - 1f
            : u > 1f - Slope ? 1f - MathF.Sqrt(1.5f * (1f - u))
            : (1.5f * (u - Slope)) - 0.5f;
    }

    /// <summary>The product of two: mostly small.</summary>
    public float Rare() => Unit() * Unit();

    /// <summary>
    /// A share that few have: for the given fraction of people it grows from 0 to 1 as the number falls, so that it begins
    /// without a jump; below 0 for the others.
    /// </summary>
    public float Having(float fraction) => 1f - (Unit() / fraction);

    /// <summary>One of 16, by four halvings: a small step of the code seldom crosses the middle of any.</summary>
    public uint Grain()
    {
        uint grain = 0;
        for (int i = 0; i < 4; i++)
        {
            grain = (grain << 1) + (Unit() < 0.5f ? 0u : 1u);
        }

        return grain;
    }
}

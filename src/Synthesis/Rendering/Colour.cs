namespace HyperFace.Synthesis.Rendering;

/// <summary>A colour in linear light; the screen value is its square root (a gamma of 2 keeps to exact arithmetic).</summary>
internal readonly record struct Colour(float R, float G, float B)
{
    public static Colour Black => default;

    /// <summary>From screen values 0 to 255.</summary>
    public static Colour Screen(float r, float g, float b)
    {
        const float Per = 1f / 255f;
        return new Colour(r * Per * r * Per, g * Per * g * Per, b * Per * b * Per);
    }

    public static Colour operator +(Colour a, Colour b) => new(a.R + b.R, a.G + b.G, a.B + b.B);

    public static Colour operator *(Colour a, float k) => new(a.R * k, a.G * k, a.B * k);

    public static Colour operator *(Colour a, Colour b) => new(a.R * b.R, a.G * b.G, a.B * b.B);

    public Colour Mix(Colour other, float share) => new(
        R + ((other.R - R) * share),
        G + ((other.G - G) * share),
        B + ((other.B - B) * share));
}

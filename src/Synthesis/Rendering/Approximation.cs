namespace HyperFace.Synthesis.Rendering;

/// <summary>
/// The functions a drawing needs, made of additions, multiplications and comparisons alone. The platform's sine and
/// exponential differ in the last bit from machine to machine, and a picture must not.
/// </summary>
internal static class Approximation
{
    private const float Pi = 3.14159265f;

    public static float Radians(float degrees) => degrees * (Pi / 180f);

    /// <summary>Taylor series to the eleventh power after folding into a quarter turn; error below 1e-6.</summary>
    public static float Sin(float x)
    {
        x -= 2f * Pi * MathF.Floor((x / (2f * Pi)) + 0.5f);
        if (x > Pi / 2f)
        {
            x = Pi - x;
        }
        else if (x < -Pi / 2f)
        {
            x = -Pi - x;
        }

        float q = x * x;
        return x * (1f - (q / 6f * (1f - (q / 20f * (1f - (q / 42f * (1f - (q / 72f * (1f - (q / 110f))))))))));
    }

    public static float Cos(float x) => Sin(x + (Pi / 2f));

    public static float Lerp(float a, float b, float t) => a + ((b - a) * t);

    public static float Unit(float x) => x <= 0f ? 0f : x >= 1f ? 1f : x;

    /// <summary>0 below <paramref name="low"/>, 1 above <paramref name="high"/>, smooth between.</summary>
    public static float Step(float low, float high, float x)
    {
        float t = Unit((x - low) / (high - low));
        return t * t * (3f - (2f * t));
    }

    /// <summary>A smooth hill of height 1 over an ellipse; exactly 0 outside, so that far features cost nothing.</summary>
    public static float Hill(float dx, float dy, float radiusX, float radiusY)
    {
        float x = dx / radiusX;
        float y = dy / radiusY;
        float rest = 1f - (x * x) - (y * y);
        return rest <= 0f ? 0f : rest * rest * rest;
    }

    /// <summary>A smooth hill of height 1 over an interval.</summary>
    public static float Hill(float d, float radius) => Hill(d, 0f, radius, 1f);
}

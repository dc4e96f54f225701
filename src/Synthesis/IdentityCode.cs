using HyperFace.Synthesis.Codes;
using HyperFace.Synthesis.Random;

namespace HyperFace.Synthesis;

/// <summary>
/// Points on the unit sphere that stand for people. Draws are the same on every machine: their logarithm is this
/// project's own, made of exact operations.
/// </summary>
public static class IdentityCode
{
    /// <summary>Fewest values of a code.</summary>
    public const int MinLength = 8;

    /// <summary>Most values of a code.</summary>
    public const int MaxLength = 4096;

    /// <summary>Draws a point, every direction as likely as any other.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="code">Receives the point: <see cref="MinLength"/> to <see cref="MaxLength"/> values of length 1.</param>
    /// <exception cref="ArgumentException"><paramref name="code"/> is too short or too long.</exception>
    public static void Draw(ulong seed, Span<float> code)
    {
        CodeCheck.Length(code.Length, nameof(code));
        var normal = new NormalDraw(seed ^ 0x1DC0_DE00_0000_0001);
        Span<double> point = stackalloc double[code.Length];
        foreach (ref double value in point)
        {
            value = normal.Next();
        }

        Normalise(point, code);
    }

    /// <summary>
    /// Disturbs a code as HyperFace does between the pictures of one person: normalise(code + beta v), v normal with
    /// deviation 1 in each value. In 512 values a beta of 0.01 leaves a cosine of about 0.975 to the code.
    /// </summary>
    /// <param name="code">A point of length 1.</param>
    /// <param name="beta">How far, 0 (not at all) to 1.</param>
    /// <param name="seed">Chooses the direction.</param>
    /// <param name="varied">Receives the point, of length 1; may be <paramref name="code"/> itself.</param>
    /// <exception cref="ArgumentException"><paramref name="code"/> is not of length 1 or holds a value that is not finite, or
    /// <paramref name="varied"/> has another number of values.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is below 0, above 1 or not a number.</exception>
    public static void Vary(ReadOnlySpan<float> code, float beta, ulong seed, Span<float> varied)
    {
        CodeCheck.Unit(code, nameof(code));
        if (varied.Length != code.Length)
        {
            throw new ArgumentException($"The buffer holds {varied.Length} values, the code {code.Length}.", nameof(varied));
        }

        // Written so that NaN fails too.
        if (!(beta is >= 0f and <= 1f))
        {
            throw new ArgumentOutOfRangeException(nameof(beta), beta, "Beta must be 0 to 1.");
        }

        if (beta == 0f)
        {
            code.CopyTo(varied);
            return;
        }

        var normal = new NormalDraw(seed ^ 0x7A21_ED00_0000_0001);
        Span<double> point = stackalloc double[code.Length];
        for (int i = 0; i < point.Length; i++)
        {
            point[i] = code[i] + (beta * normal.Next());
        }

        Normalise(point, varied);
    }

    private static void Normalise(ReadOnlySpan<double> point, Span<float> code)
    {
        double square = 0;
        foreach (double value in point)
        {
            square += value * value;
        }

        double length = Math.Sqrt(square);
        for (int i = 0; i < code.Length; i++)
        {
            code[i] = (float)(point[i] / length);
        }
    }
}

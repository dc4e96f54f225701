using System.Runtime.Intrinsics;

namespace HyperFace.Search.Codes;

/// <summary>What the bytes of a vector's code stand for: <paramref name="Scale"/> times the byte, for each coordinate.</summary>
/// <param name="Scale">The largest coordinate by absolute value is 127 of these.</param>
/// <param name="Length">The length of what the bytes stand for.</param>
/// <param name="Error">The distance between that and the vector, not less.</param>
internal readonly record struct ByteCode(float Scale, float Length, float Error)
{
    /// <summary>The largest value of a byte; −128 is left out, so that each has a negative.</summary>
    public const int Largest = 127;

    /// <summary>What float arithmetic may hide of an error, as a share of the vector's length.</summary>
    private const float Slack = 1e-5f;

    /// <summary>Rounds a vector to bytes; both lengths are the same multiple of 64.</summary>
    public static ByteCode Write(ReadOnlySpan<float> vector, Span<sbyte> bytes)
    {
        Vector256<float> largest = default;
        for (int i = 0; i < vector.Length; i += Vector256<float>.Count)
        {
            largest = Vector256.Max(largest, Vector256.Abs(Vector256.Create(vector[i..])));
        }

        float scale = 0;
        for (int lane = 0; lane < Vector256<float>.Count; lane++)
        {
            scale = Math.Max(scale, largest[lane] / Largest);
        }

        if (scale == 0)
        {
            bytes.Clear();
            return default;
        }

        float perScale = 1 / scale;
        Vector256<float> squares = default;
        Vector256<float> errors = default;
        for (int i = 0; i < vector.Length; i += Vector256<sbyte>.Count)
        {
            Vector256<int> a = Round(vector[i..], scale, perScale, ref squares, ref errors);
            Vector256<int> b = Round(vector[(i + 8)..], scale, perScale, ref squares, ref errors);
            Vector256<int> c = Round(vector[(i + 16)..], scale, perScale, ref squares, ref errors);
            Vector256<int> d = Round(vector[(i + 24)..], scale, perScale, ref squares, ref errors);
            Vector256.Narrow(Vector256.Narrow(a, b), Vector256.Narrow(c, d)).CopyTo(bytes[i..]);
        }

        double square = 0;
        double error = 0;
        for (int lane = 0; lane < Vector256<float>.Count; lane++)
        {
            square += squares[lane];
            error += errors[lane];
        }

        return new ByteCode(scale, (float)Math.Sqrt(square), (float)Math.Sqrt(error) + Slack);
    }

    private static Vector256<int> Round(ReadOnlySpan<float> values, float scale, float perScale, ref Vector256<float> squares, ref Vector256<float> errors)
    {
        Vector256<float> value = Vector256.Create(values);
        Vector256<float> rounded = Vector256.Round(value * perScale);
        Vector256<float> stands = rounded * scale;
        Vector256<float> off = value - stands;
        squares += stands * stands;
        errors += off * off;
        return Vector256.ConvertToInt32(rounded);
    }
}

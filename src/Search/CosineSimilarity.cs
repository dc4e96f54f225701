using HyperFace.Search.Vectors;

namespace HyperFace.Search;

/// <summary>Cosine similarity of two vectors, for 1:1 verification.</summary>
public static class CosineSimilarity
{
    /// <summary>The cosine of the angle between <paramref name="a"/> and <paramref name="b"/>, −1..1; neither needs unit length.</summary>
    /// <exception cref="InvalidTemplateException">The lengths differ, or a vector is not finite or is zero.</exception>
    public static float Of(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double lengthA = UnitLength.Measure(a, a.Length);
        double lengthB = UnitLength.Measure(b, a.Length);
        double dot = 0;
        for (int i = 0; i < a.Length; i++)
        {
            dot += (double)a[i] * b[i];
        }

        return (float)Math.Clamp(dot / (lengthA * lengthB), -1, 1);
    }
}

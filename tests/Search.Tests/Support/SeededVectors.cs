using HyperFace.Synthesis.Random;

namespace HyperFace.Search.Tests.Support;

/// <summary>Vectors that depend on their seed alone.</summary>
internal static class SeededVectors
{
    private const int Stream = 77;

    /// <summary>Normal deviates: in many dimensions nearly orthogonal to those of another seed.</summary>
    public static float[] Gaussian(int seed, int dimension)
    {
        var random = new SeededGaussian(1, Stream, seed);
        return [.. Enumerable.Range(0, dimension).Select(_ => (float)random.Next())];
    }

    /// <summary>A vector beside <paramref name="vector"/>: each value moved by a normal deviate times <paramref name="sigma"/>.</summary>
    public static float[] Beside(float[] vector, double sigma, int seed)
    {
        var random = new SeededGaussian(2, Stream, seed);
        return [.. vector.Select(value => (float)(value + (sigma * random.Next())))];
    }

    /// <summary>A vector at unit length.</summary>
    public static float[] Unit(float[] vector)
    {
        double length = Math.Sqrt(vector.Sum(value => (double)value * value));
        return [.. vector.Select(value => (float)(value / length))];
    }
}

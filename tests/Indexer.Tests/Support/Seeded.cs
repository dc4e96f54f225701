namespace HyperFace.Indexer.Tests.Support;

/// <summary>Vectors that depend on their seed alone.</summary>
internal static class Seeded
{
    /// <summary>A unit vector; in many dimensions those of two seeds are nearly orthogonal.</summary>
    public static float[] Unit(int seed, int dimension = GalleryFixture.Dimension)
    {
        var random = new Random(seed);
        double[] values = [.. Enumerable.Range(0, dimension).Select(_ => Gaussian(random))];
        double length = Math.Sqrt(values.Sum(value => value * value));
        return [.. values.Select(value => (float)(value / length))];
    }

    /// <summary>A vector at about the given cosine from that of <paramref name="seed"/>.</summary>
    public static float[] Near(int seed, double cosine, int dimension = GalleryFixture.Dimension)
    {
        float[] centre = Unit(seed, dimension);
        float[] other = Unit(~seed, dimension);
        double dot = centre.Zip(other, (a, b) => (double)a * b).Sum();
        double[] across = [.. other.Zip(centre, (o, c) => o - (dot * c))];
        double length = Math.Sqrt(across.Sum(value => value * value));
        double sine = Math.Sqrt(1 - (cosine * cosine));
        return [.. centre.Zip(across, (c, a) => (float)((cosine * c) + (sine * a / length)))];
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

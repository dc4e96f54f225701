using HyperFace.Synthesis.Random;

namespace HyperFace.Synthesis.Embeddings;

/// <summary>Where each family lies: its middle, and its directions. LookAlikeFamilies of the same number modulo <see cref="Kinds"/> share directions, so that a million subjects need little memory.</summary>
internal sealed class FamilyPlaces
{
    private const int Kinds = 256;

    private readonly LookAlikeFamilies _families;
    private readonly int _count;
    private readonly ulong _seed;
    private readonly double[] _spectrum;
    private readonly double[][][] _directions;

    public FamilyPlaces(LookAlikeFamilies families, int subjects, ulong seed, double[] spectrum)
    {
        _families = families;
        _count = Math.Max(1, subjects / families.Subjects);
        _seed = seed;
        _spectrum = spectrum;
        _directions = [.. Enumerable.Range(0, Math.Min(Kinds, _count)).AsParallel().AsOrdered().Select(Directions)];
    }

    /// <summary>The family of a subject, enrolled or not: neighbours in the gallery are of different ones.</summary>
    public int FamilyOf(int subject) => subject % _count;

    /// <summary>A centre of the subject's family: its middle, and some way along its directions.</summary>
    public void Centre(int subject, SeededGaussian random, double[] centre)
    {
        int family = FamilyOf(subject);
        var middle = new SeededGaussian(_seed, stream: 5, family);
        for (int i = 0; i < centre.Length; i++)
        {
            centre[i] = _spectrum[i] * middle.Next();
        }

        Spectrum.Scale(centre, Math.Sqrt(_families.Share));
        Along(family, random, Math.Sqrt(1 - _families.Share), centre);
    }

    /// <summary>Noise of length 1 on average, most of it along the family's directions.</summary>
    public void Noise(int subject, SeededGaussian random, double[] noise)
    {
        double everywhere = Math.Sqrt((1 - _families.NoiseWithin) / noise.Length);
        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] = everywhere * random.Next();
        }

        Along(FamilyOf(subject), random, Math.Sqrt(_families.NoiseWithin), noise);
    }

    private double[][] Directions(int kind)
    {
        var random = new SeededGaussian(_seed, stream: 6, kind);
        var directions = new double[_families.Directions][];
        for (int i = 0; i < directions.Length; i++)
        {
            directions[i] = [.. _spectrum.Select(deviation => deviation * random.Next())];
            Spectrum.MakeOrthogonal(directions[i], directions.AsSpan(0, i));
        }

        return directions;
    }

    private void Along(int family, SeededGaussian random, double length, double[] vector)
    {
        double[][] directions = _directions[family % _directions.Length];
        double each = length / Math.Sqrt(directions.Length);
        foreach (double[] direction in directions)
        {
            double step = each * random.Next();
            for (int i = 0; i < vector.Length; i++)
            {
                vector[i] += step * direction[i];
            }
        }
    }
}

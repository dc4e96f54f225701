using HyperFace.Synthesis.Random;

namespace HyperFace.Bench;

/// <summary>
/// Seeded, face-like embeddings: identity centres with a decaying spectrum (effective dimension about 130), templates
/// and probes with noise that is half in that spectrum and half isotropic. Mated cosines lie at 0.65 ± 0.1, non-mated
/// ones at 0 ± 0.076, as measured for IR-50 class models. One Gaussian: no clusters, no look-alikes.
/// </summary>
internal sealed class FaceLikeGallery
{
    private const double Decay = 64;
    private const double Floor = 0.004;
    private const double EnrolNoise = 0.45;
    private const double ProbeMean = 0.715;
    private const double ProbeDeviation = 0.10;
    private const int Reflections = 24;

    private readonly int _dimension;
    private readonly ulong _seed;
    private readonly double[] _identity;
    private readonly double[] _noise;
    private readonly float[][] _mirrors;

    public FaceLikeGallery(int dimension, ulong seed)
    {
        _dimension = dimension;
        _seed = seed;
        double[] spectrum = [.. Enumerable.Range(0, dimension).Select(i => Math.Exp(-i / Decay) + Floor)];
        double sum = spectrum.Sum();
        _identity = [.. spectrum.Select(value => Math.Sqrt(value / sum))];
        _noise = [.. spectrum.Select(value => Math.Sqrt((0.5 * value / sum) + (0.5 / dimension)))];

        // A product of random mirrors is a random enough rotation: no coordinate is special afterwards.
        var random = new SeededGaussian(seed, stream: 1, index: 0);
        _mirrors = [.. Enumerable.Range(0, Reflections).Select(_ => Unit([.. Enumerable.Range(0, dimension).Select(_ => random.Next())]))];
    }

    /// <summary>The enrolled template of a subject.</summary>
    public float[] Template(int subject) => Disturbed(Centre(subject), EnrolNoise, new SeededGaussian(_seed, 3, subject));

    /// <summary>A probe of a subject; of one that is not enrolled, a non-mated probe.</summary>
    public float[] Probe(int subject)
    {
        var random = new SeededGaussian(_seed, 4, subject);
        double cosine = Math.Clamp(ProbeMean + (ProbeDeviation * random.Next()), 0.25, 0.98);
        return Disturbed(Centre(subject), Math.Sqrt((1 / (cosine * cosine)) - 1), random);
    }

    private static float[] Unit(double[] vector)
    {
        double length = Math.Sqrt(vector.Sum(value => value * value));
        return [.. vector.Select(value => (float)(value / length))];
    }

    private double[] Centre(int subject)
    {
        var random = new SeededGaussian(_seed, 2, subject);
        var centre = new double[_dimension];
        double squares = 0;
        for (int i = 0; i < centre.Length; i++)
        {
            centre[i] = _identity[i] * random.Next();
            squares += centre[i] * centre[i];
        }

        double scale = 1 / Math.Sqrt(squares);
        for (int i = 0; i < centre.Length; i++)
        {
            centre[i] *= scale;
        }

        return centre;
    }

    private float[] Disturbed(double[] centre, double sigma, SeededGaussian random)
    {
        var vector = new double[_dimension];
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] = centre[i] + (sigma * _noise[i] * random.Next());
        }

        float[] unit = Unit(vector);
        foreach (float[] mirror in _mirrors)
        {
            float dot = 0;
            for (int i = 0; i < unit.Length; i++)
            {
                dot += unit[i] * mirror[i];
            }

            for (int i = 0; i < unit.Length; i++)
            {
                unit[i] -= 2 * dot * mirror[i];
            }
        }

        return unit;
    }
}

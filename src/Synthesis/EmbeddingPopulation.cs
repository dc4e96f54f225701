using HyperFace.Synthesis.Embeddings;
using HyperFace.Synthesis.Random;

namespace HyperFace.Synthesis;

/// <summary>Seeded subjects of a profile and embeddings of them: any one can be had at any time, from any thread, and is always the same.</summary>
public sealed class EmbeddingPopulation
{
    /// <summary>The fewest floats of an embedding.</summary>
    public const int MinDimension = 16;

    /// <summary>The most.</summary>
    public const int MaxDimension = 4096;

    private const int CentreStream = 2;
    private const int ProbeStream = 4;
    private const int FirstTemplateStream = 16;
    private const int Nobody = -1;

    private readonly EmbeddingProfile _profile;
    private readonly ulong _seed;
    private readonly double[] _centres;
    private readonly double[] _noise;
    private readonly double[] _common;
    private readonly RandomRotation? _rotation;
    private readonly FamilyPlaces? _families;

    /// <summary>A population.</summary>
    /// <param name="profile">How embeddings are spread.</param>
    /// <param name="dimension">Floats of an embedding, <see cref="MinDimension"/> to <see cref="MaxDimension"/>.</param>
    /// <param name="subjects">Subjects that are enrolled, 1 or more: families of look-alikes are dealt out among them. Others can be drawn too.</param>
    /// <param name="seed">Other subjects for another number.</param>
    /// <exception cref="ArgumentException">A number, or one of the profile's, is out of its range.</exception>
    public EmbeddingPopulation(EmbeddingProfile profile, int dimension, int subjects, ulong seed)
        : this(profile, dimension, subjects, seed, isRotated: true, CancellationToken.None)
    {
    }

    /// <summary>A population that may do without the rotation, which takes long to draw in many dimensions and changes no similarity.</summary>
    internal EmbeddingPopulation(EmbeddingProfile profile, int dimension, int subjects, ulong seed, bool isRotated, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(profile);
        profile.Validate(dimension);
        ArgumentOutOfRangeException.ThrowIfLessThan(subjects, 1);
        _profile = profile;
        _seed = seed;
        _centres = Spectrum.OfCentres(dimension, profile.Decay);
        _noise = Spectrum.OfNoise(_centres);
        var random = new SeededGaussian(seed, stream: 1, index: 0);
        _common = [.. Enumerable.Range(0, dimension).Select(_ => random.Next())];
        Spectrum.Scale(_common, Math.Sqrt(profile.Common));
        _rotation = isRotated ? new RandomRotation(dimension, random, cancellation) : null;
        _families = profile.Families is { } families ? new FamilyPlaces(families, subjects, seed, _centres) : null;
    }

    /// <summary>Floats of an embedding.</summary>
    public int Dimension => _centres.Length;

    /// <summary>A subject's family; −1 where there are none.</summary>
    public int FamilyOf(int subject) => _families?.FamilyOf(subject) ?? Nobody;

    /// <summary>Writes an enrolled template of a subject; <paramref name="which"/> counts from 0.</summary>
    /// <param name="subject">From 0.</param>
    /// <param name="which">From 0.</param>
    /// <param name="template"><see cref="Dimension"/> floats; receives a vector of unit length.</param>
    public void Template(int subject, int which, Span<float> template) => Draw(subject, Nobody, 0, FirstTemplateStream + which, template);

    /// <summary>Writes an enrolled template of a subject whose centre resembles another's.</summary>
    /// <param name="subject">From 0.</param>
    /// <param name="which">From 0.</param>
    /// <param name="twin">The other subject.</param>
    /// <param name="resemblance">The cosine of the two centres, 0 to 1, about.</param>
    /// <param name="template"><see cref="Dimension"/> floats; receives a vector of unit length.</param>
    /// <exception cref="ArgumentOutOfRangeException">The resemblance is not 0 to 1.</exception>
    public void TwinTemplate(int subject, int which, int twin, double resemblance, Span<float> template) => DrawTwin(subject, twin, resemblance, FirstTemplateStream + which, template);

    /// <summary>Writes a probe of a subject, drawn as a template is: mated if the subject is enrolled.</summary>
    /// <param name="subject">From 0.</param>
    /// <param name="probe"><see cref="Dimension"/> floats; receives a vector of unit length.</param>
    public void Probe(int subject, Span<float> probe) => Draw(subject, Nobody, 0, ProbeStream, probe);

    /// <summary>Writes a probe of a subject whose centre resembles another's, as <see cref="TwinTemplate"/>.</summary>
    /// <param name="subject">From 0.</param>
    /// <param name="twin">The other subject.</param>
    /// <param name="resemblance">The cosine of the two centres, 0 to 1, about.</param>
    /// <param name="probe"><see cref="Dimension"/> floats; receives a vector of unit length.</param>
    /// <exception cref="ArgumentOutOfRangeException">The resemblance is not 0 to 1.</exception>
    public void TwinProbe(int subject, int twin, double resemblance, Span<float> probe) => DrawTwin(subject, twin, resemblance, ProbeStream, probe);

    internal static void CheckDimension(int dimension)
    {
        if (dimension is < MinDimension or > MaxDimension)
        {
            throw new ArgumentOutOfRangeException(nameof(dimension), dimension, $"The dimension is {dimension}; it must be {MinDimension} to {MaxDimension}.");
        }
    }

    private void DrawTwin(int subject, int twin, double resemblance, int stream, Span<float> embedding)
    {
        if (resemblance is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(resemblance), resemblance, "The cosine of two twins' centres is 0 to 1.");
        }

        Draw(subject, twin, resemblance, stream, embedding);
    }

    private void Draw(int subject, int twin, double resemblance, int stream, Span<float> embedding)
    {
        var vector = new double[Dimension];
        var noise = new double[Dimension];
        Centre(subject, vector);
        if (twin != Nobody)
        {
            Approach(vector, twin, resemblance);
        }

        var random = new SeededGaussian(_seed, stream, subject);
        double likeness = Math.Clamp(_profile.Likeness + (_profile.LikenessDeviation * random.Next()), 0.1, 0.995);
        Noise(subject, random, noise);
        double rest = Math.Sqrt(1 - (likeness * likeness));
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] = (likeness * vector[i]) + (rest * noise[i]);
        }

        Spectrum.Scale(vector, Math.Sqrt(1 - _profile.Common));
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] += _common[i];
        }

        Spectrum.Scale(vector, 1);
        if (_rotation is not null)
        {
            _rotation.Apply(vector, embedding);
            return;
        }

        for (int i = 0; i < vector.Length; i++)
        {
            embedding[i] = (float)vector[i];
        }
    }

    private void Approach(double[] centre, int twin, double resemblance)
    {
        var other = new double[centre.Length];
        Centre(twin, other);
        double own = Math.Sqrt(1 - (resemblance * resemblance));
        for (int i = 0; i < centre.Length; i++)
        {
            centre[i] = (resemblance * other[i]) + (own * centre[i]);
        }

        Spectrum.Scale(centre, 1);
    }

    private void Centre(int subject, double[] centre)
    {
        var random = new SeededGaussian(_seed, CentreStream, subject);
        if (_families is not null)
        {
            _families.Centre(subject, random, centre);
        }
        else
        {
            for (int i = 0; i < centre.Length; i++)
            {
                centre[i] = _centres[i] * random.Next();
            }
        }

        Spectrum.Scale(centre, 1);
    }

    private void Noise(int subject, SeededGaussian random, double[] noise)
    {
        if (_families is not null)
        {
            _families.Noise(subject, random, noise);
            return;
        }

        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] = _noise[i] * random.Next();
        }
    }
}

namespace HyperFace.Bench.Peers.Faces;

/// <summary>Seeded subjects of a model and embeddings of them: any one can be had at any time, from any thread, and is always the same.</summary>
internal sealed class FacePopulation
{
    private const int CentreStream = 2;
    private const int ProbeStream = 4;
    private const int FirstTemplateStream = 16;

    private readonly FaceModel _model;
    private readonly ulong _seed;
    private readonly double[] _centres;
    private readonly double[] _noise;
    private readonly double[] _common;
    private readonly RandomRotation _rotation;
    private readonly FamilyPlaces? _families;

    public FacePopulation(FaceModel model, int dimension, int subjects, ulong seed)
    {
        _model = model;
        _seed = seed;
        _centres = Spectrum.OfCentres(dimension, model.Decay);
        _noise = Spectrum.OfNoise(_centres);
        var random = new SeededGaussian(seed, stream: 1, index: 0);
        _common = [.. Enumerable.Range(0, dimension).Select(_ => random.Next())];
        Spectrum.Scale(_common, Math.Sqrt(model.Common));
        _rotation = new RandomRotation(dimension, random);
        _families = model.Families is { } families ? new FamilyPlaces(families, subjects, seed, _centres) : null;
    }

    /// <summary>Floats of an embedding.</summary>
    public int Dimension => _centres.Length;

    /// <summary>A subject's family; −1 where there are none.</summary>
    public int FamilyOf(int subject) => _families?.FamilyOf(subject) ?? -1;

    /// <summary>Writes an enrolled template of a subject; <paramref name="which"/> counts from 0.</summary>
    public void Template(int subject, int which, Span<float> template) => Draw(subject, FirstTemplateStream + which, template);

    /// <summary>Writes a probe of a subject, drawn as a template is: mated if the subject is enrolled.</summary>
    public void Probe(int subject, Span<float> probe) => Draw(subject, ProbeStream, probe);

    private void Draw(int subject, int stream, Span<float> embedding)
    {
        var vector = new double[Dimension];
        var noise = new double[Dimension];
        Centre(subject, vector);
        var random = new SeededGaussian(_seed, stream, subject);
        double likeness = Math.Clamp(_model.Likeness + (_model.LikenessDeviation * random.Next()), 0.1, 0.995);
        Noise(subject, random, noise);
        double rest = Math.Sqrt(1 - (likeness * likeness));
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] = (likeness * vector[i]) + (rest * noise[i]);
        }

        Spectrum.Scale(vector, Math.Sqrt(1 - _model.Common));
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] += _common[i];
        }

        Spectrum.Scale(vector, 1);
        _rotation.Apply(vector, embedding);
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

using HyperFace.Bench.Peers.Exact;
using HyperFace.Synthesis;

namespace HyperFace.Bench.Peers.Faces;

/// <summary>A gallery and its probes, in two files: the first half of the probes are mated, the rest are of nobody enrolled.</summary>
internal sealed unsafe class FaceSet : IDisposable
{
    private readonly EmbeddingPopulation _population;

    /// <summary>Draws the gallery and writes it to a folder, unless it stands there.</summary>
    public FaceSet(EmbeddingProfile model, int dimension, int templates, int templatesPerSubject, int mated, ulong seed, string folder)
    {
        Model = model;
        Dimension = dimension;
        TemplatesPerSubject = templatesPerSubject;
        Subjects = Math.Max(1, templates / templatesPerSubject);
        Mated = Math.Min(mated, Subjects);
        _population = new EmbeddingPopulation(model, dimension, Subjects, seed);
        string name = FormattableString.Invariant($"{model.Name}-{Subjects}x{templatesPerSubject}-seed{seed}");
        Templates = VectorFile.Write(Path.Combine(folder, $"{name}.f32"), Subjects * templatesPerSubject, dimension, (index, vector) => _population.Template(index / templatesPerSubject, index % templatesPerSubject, vector));
        Probes = VectorFile.Write(Path.Combine(folder, $"{name}-{Mated}probes.f32"), 2 * Mated, dimension, (index, vector) => DrawProbe(index, vector));
    }

    public EmbeddingProfile Model { get; }

    public int Dimension { get; }

    public int Subjects { get; }

    public int TemplatesPerSubject { get; }

    /// <summary>Mated probes; as many again are non-mated.</summary>
    public int Mated { get; }

    public VectorFile Templates { get; }

    public VectorFile Probes { get; }

    /// <summary>The subject of a mated probe.</summary>
    public int MateOf(int probe) => (int)((long)probe * Subjects / Mated);

    /// <summary>The subject of a template; −1 of none.</summary>
    public int SubjectOf(long template) => template < 0 ? -1 : (int)(template / TemplatesPerSubject);

    public float Similarity(int probe, long template) => Dot.Of(Probes[probe], Templates[(int)template], Dimension);

    /// <summary>Enrolled subjects of the same family.</summary>
    public IEnumerable<int> LookAlikesOf(int subject)
    {
        int family = _population.FamilyOf(subject);
        return family < 0 ? [] : Enumerable.Range(0, Subjects).Where(other => other != subject && _population.FamilyOf(other) == family);
    }

    /// <summary>Draws a probe of any enrolled subject, not only of those in the file.</summary>
    public void ProbeOf(int subject, Span<float> probe) => _population.Probe(subject, probe);

    public void Dispose()
    {
        Templates.Dispose();
        Probes.Dispose();
    }

    private void DrawProbe(int index, Span<float> probe) =>
        _population.Probe(index < Mated ? MateOf(index) : Subjects + index - Mated, probe);
}

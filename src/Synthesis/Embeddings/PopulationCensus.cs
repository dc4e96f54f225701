using HyperFace.Synthesis.Packing;

namespace HyperFace.Synthesis.Embeddings;

/// <summary>Similarities of a population, from embeddings drawn once more.</summary>
internal static unsafe class PopulationCensus
{
    private const int StrangersEach = 10;

    /// <summary>Of some subjects: of each its probe with its first template, and its probe with the templates of some others, null of a single one.</summary>
    public static (SimilaritySpread Mated, SimilaritySpread? NonMated) Of(EmbeddingPopulation population, int[] subjects)
    {
        int count = subjects.Length;
        int dimension = population.Dimension;
        using var templates = new PointSet(count, dimension);
        using var probes = new PointSet(count, dimension);
        Parallel.For(0, count, i =>
        {
            population.Template(subjects[i], 0, templates.Row(i));
            population.Probe(subjects[i], probes.Row(i));
        });
        var mated = new double[count];
        var nonMated = new double[count * Math.Min(StrangersEach, count - 1)];
        int each = nonMated.Length / count;
        Parallel.For(0, count, i =>
        {
            mated[i] = PointKernels.Dot(probes[i], templates[i], probes.Stride);
            for (int other = 0; other < each; other++)
            {
                nonMated[(i * each) + other] = PointKernels.Dot(probes[i], templates[(i + other + 1) % count], probes.Stride);
            }
        });
        return (SimilaritySpread.Of(mated)!, SimilaritySpread.Of(nonMated));
    }
}

using HyperFace.Search.Collecting;
using HyperFace.Search.Kernels;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Exact;

/// <summary>Compares a probe with every live template of a range of slots, in full precision.</summary>
internal static unsafe class ExactScan
{
    /// <summary>Scans slots <paramref name="from"/> to <paramref name="to"/> (exclusive); returns how many were scored.</summary>
    public static long Run(VectorStore vectors, float* probe, int from, int to, SubjectSet? filter, SubjectCollector collector)
    {
        long scored = 0;
        int stride = vectors.Stride;
        for (int slot = from; slot < to; slot++)
        {
            if (vectors.IsDead(slot) || (filter is not null && !filter.Contains(new SubjectKey(vectors.Subject(slot)))))
            {
                continue;
            }

            collector.Offer(DotProduct.Of(probe, vectors.Vector(slot), stride), vectors.Subject(slot), vectors.Template(slot));
            scored++;
        }

        return scored;
    }
}

using HyperFace.Bench.Peers.Exact;
using HyperFace.Bench.Peers.Faces;
using HyperFace.Search;

namespace HyperFace.Bench.Peers.Measuring;

/// <summary>
/// Mates that the certified sweep passed over. No exact search is needed to tell: a mate more similar than what was
/// returned as the best is one.
/// </summary>
/// <param name="Probes">Mated probes searched with, of different subjects.</param>
/// <param name="Missed">Of them, those with a mate more similar than the best returned.</param>
internal sealed record Misses(int Probes, int Missed)
{
    /// <summary>Counts, on all processors.</summary>
    public static Misses Count(FaceIndex index, FaceSet faces, int probes)
    {
        const float rounding = 2e-6f;
        int count = Math.Min(probes, faces.Subjects);
        int missed = 0;
        Parallel.For(0, count, i =>
        {
            int subject = (int)((long)i * faces.Subjects / count);
            var probe = new float[faces.Dimension];
            var best = new Candidate[1];
            faces.ProbeOf(subject, probe);
            int found = index.Search(probe, new SearchRequest { MaxCandidates = 1, Mode = SearchMode.Certified }, best).Count;
            float mate = Enumerable.Range(0, faces.TemplatesPerSubject).Max(which => Similarity(faces, probe, (subject * faces.TemplatesPerSubject) + which));
            float returned = found == 0 ? float.NegativeInfinity : Similarity(faces, probe, (int)best[0].Template.Value);
            if (mate > returned + rounding)
            {
                Interlocked.Increment(ref missed);
            }
        });
        return new Misses(count, missed);
    }

    private static unsafe float Similarity(FaceSet faces, float[] probe, int template)
    {
        fixed (float* vector = probe)
        {
            return Dot.Of(vector, faces.Templates[template], faces.Dimension);
        }
    }
}

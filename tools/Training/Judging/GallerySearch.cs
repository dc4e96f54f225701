using System.Numerics;

namespace HyperFace.Training.Judging;

/// <summary>Exact search over vectors of unit length.</summary>
internal static class GallerySearch
{
    /// <summary>For each probe the similarity of its mate, and the highest of anybody else.</summary>
    /// <param name="gallery">One vector a subject.</param>
    /// <param name="probes">The probes.</param>
    /// <param name="subjects">Whose they are: places in the gallery.</param>
    public static (float[] Mates, float[] Others) Mated(IReadOnlyList<float[]> gallery, IReadOnlyList<float[]> probes, IReadOnlyList<int> subjects)
    {
        var mates = new float[probes.Count];
        var others = new float[probes.Count];
        Parallel.For(0, probes.Count, probe =>
        {
            mates[probe] = Cosine(gallery[subjects[probe]], probes[probe]);
            others[probe] = Highest(gallery, probes[probe], except: subjects[probe]);
        });
        return (mates, others);
    }

    /// <summary>For each probe the highest similarity of anybody.</summary>
    public static float[] NonMated(IReadOnlyList<float[]> gallery, IReadOnlyList<float[]> probes)
    {
        var highest = new float[probes.Count];
        Parallel.For(0, probes.Count, probe => highest[probe] = Highest(gallery, probes[probe], except: -1));
        return highest;
    }

    /// <summary>The cosine of two vectors of unit length.</summary>
    public static float Cosine(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        Vector<float> sums = Vector<float>.Zero;
        int i = 0;
        for (; i + Vector<float>.Count <= first.Length; i += Vector<float>.Count)
        {
            sums += new Vector<float>(first[i..]) * new Vector<float>(second[i..]);
        }

        float sum = Vector.Sum(sums);
        for (; i < first.Length; i++)
        {
            sum += first[i] * second[i];
        }

        return sum;
    }

    private static float Highest(IReadOnlyList<float[]> gallery, float[] probe, int except)
    {
        float highest = float.NegativeInfinity;
        for (int subject = 0; subject < gallery.Count; subject++)
        {
            highest = subject == except ? highest : MathF.Max(highest, Cosine(gallery[subject], probe));
        }

        return highest;
    }
}

namespace HyperFace.Bench.Peers.Exact;

/// <summary>The templates most similar to each probe, by comparing every one with every other in full.</summary>
internal sealed unsafe class ExactNeighbours
{
    /// <summary>Neighbours of a probe.</summary>
    public const int Depth = 10;

    /// <summary>Templates that all probes are compared with before the next are read: they stay in the cache.</summary>
    private const int Block = 128;

    private readonly float[] _similarities;
    private readonly int[] _templates;

    /// <summary>Finds them, on all processors.</summary>
    public ExactNeighbours(VectorFile templates, VectorFile probes)
    {
        _similarities = new float[probes.Count * Depth];
        _templates = new int[probes.Count * Depth];
        Array.Fill(_similarities, float.NegativeInfinity);
        Array.Fill(_templates, -1);
        for (int first = 0; first < templates.Count; first += Block)
        {
            int end = Math.Min(templates.Count, first + Block);
            Parallel.For(0, (probes.Count + 3) / 4, group => Compare(templates, first, end, probes, group * 4));
        }
    }

    /// <summary>Similarities of a probe's neighbours, the highest first.</summary>
    public ReadOnlySpan<float> Similarities(int probe) => _similarities.AsSpan(probe * Depth, Depth);

    /// <summary>The template most similar to a probe.</summary>
    public int Nearest(int probe) => _templates[probe * Depth];

    private void Compare(VectorFile templates, int first, int end, VectorFile probes, int firstProbe)
    {
        int count = Math.Min(4, probes.Count - firstProbe);
        float* products = stackalloc float[4];
        for (int template = first; template < end; template++)
        {
            if (count == 4)
            {
                Dot.OfFour(templates[template], probes[firstProbe], probes.Dimension, products);
            }

            for (int i = 0; i < count; i++)
            {
                Offer(firstProbe + i, template, count == 4 ? products[i] : Dot.Of(templates[template], probes[firstProbe + i], probes.Dimension));
            }
        }
    }

    private void Offer(int probe, int template, float similarity)
    {
        int place = ((probe + 1) * Depth) - 1;
        if (similarity <= _similarities[place])
        {
            return;
        }

        for (; place > probe * Depth && _similarities[place - 1] < similarity; place--)
        {
            _similarities[place] = _similarities[place - 1];
            _templates[place] = _templates[place - 1];
        }

        _similarities[place] = similarity;
        _templates[place] = template;
    }
}

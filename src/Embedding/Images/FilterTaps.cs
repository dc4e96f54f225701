namespace HyperFace.Embedding.Images;

/// <summary>
/// Which source pixels make up each target pixel along one axis, and with what weight: a triangle as wide as two target
/// pixels, or as two source pixels where the picture is enlarged. Shrinking averages all that it covers, enlarging is
/// linear interpolation, and a picture of the right size passes unchanged.
/// </summary>
internal sealed class FilterTaps
{
    private readonly int[] _first;
    private readonly float[][] _weights;

    /// <param name="from">Where the cut begins, in source pixels.</param>
    /// <param name="length">Its length, in source pixels.</param>
    /// <param name="source">Source pixels along the axis.</param>
    /// <param name="target">Target pixels along the axis.</param>
    public FilterTaps(double from, double length, int source, int target)
    {
        _first = new int[target];
        _weights = new float[target][];
        double step = length / target;
        double reach = Math.Max(step, 1);
        for (int i = 0; i < target; i++)
        {
            double centre = from + ((i + 0.5) * step);
            int first = Math.Max(0, (int)Math.Floor(centre - reach));
            int last = Math.Min(source - 1, (int)Math.Ceiling(centre + reach) - 1);
            double[] weights = [.. Enumerable.Range(first, last - first + 1).Select(pixel => Math.Max(0, 1 - (Math.Abs(pixel + 0.5 - centre) / reach)))];
            double sum = weights.Sum();
            _first[i] = first;
            _weights[i] = [.. weights.Select(weight => (float)(weight / sum))];
        }
    }

    /// <summary>Target pixels.</summary>
    public int Count => _first.Length;

    /// <summary>The first source pixel of a target pixel.</summary>
    public int First(int target) => _first[target];

    /// <summary>The weights of a target pixel's source pixels; they add up to one.</summary>
    public ReadOnlySpan<float> Weights(int target) => _weights[target];
}

namespace HyperFace.Embedding.Checking;

/// <summary>Mean and variance of numbers that come one by one (Welford 1962), and the highest of them.</summary>
internal sealed class Spread
{
    private long _count;
    private double _squares;

    /// <summary>Their mean; 0 when there are none.</summary>
    public double Mean { get; private set; }

    /// <summary>The highest; -1 when there are none, which no similarity is below.</summary>
    public double Max { get; private set; } = -1;

    /// <summary>Their variance.</summary>
    public double Variance => _count > 0 ? _squares / _count : 0;

    public void Add(double value)
    {
        _count++;
        double difference = value - Mean;
        Mean += difference / _count;
        _squares += difference * (value - Mean);
        Max = Math.Max(Max, value);
    }
}

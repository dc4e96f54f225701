namespace HyperFace.OnnxGraphs;

/// <summary>One dimension of a tensor: a number, or a name for one that is not known before the model runs.</summary>
public readonly record struct OnnxDimension
{
    private OnnxDimension(long size, string? name)
    {
        Size = size;
        Name = name;
    }

    /// <summary>The number; 0 when the dimension has a name.</summary>
    public long Size { get; }

    /// <summary>The name; null when the dimension is a number.</summary>
    public string? Name { get; }

    /// <summary>A dimension of known size, 0 or more.</summary>
    public static implicit operator OnnxDimension(long size) => Of(size);

    /// <summary>A dimension that is only named, for instance <c>batch</c>.</summary>
    public static implicit operator OnnxDimension(string name) => Named(name);

    /// <summary>A dimension of known size, 0 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative.</exception>
    public static OnnxDimension Of(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return new OnnxDimension(size, null);
    }

    /// <summary>A dimension that is only named.</summary>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or blank.</exception>
    public static OnnxDimension Named(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new OnnxDimension(0, name);
    }
}

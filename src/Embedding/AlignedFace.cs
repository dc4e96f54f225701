namespace HyperFace.Embedding;

/// <summary>A face as a model wants it: decoded, upright, cut to the model's input size. Immutable.</summary>
public sealed class AlignedFace
{
    private readonly byte[] _rgb;

    internal AlignedFace(int width, int height, byte[] rgb)
    {
        Width = width;
        Height = height;
        _rgb = rgb;
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Rows from the top, pixels from the left, three bytes each: red, green, blue.</summary>
    public ReadOnlyMemory<byte> Rgb => _rgb;
}

namespace HyperFace.Embedding;

/// <summary>A face as a model wants it: decoded, upright, cut to the model's input size. Immutable.</summary>
public sealed class AlignedFace
{
    private const int Channels = 3;

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

    /// <summary>A face that was cut and aligned elsewhere. The pixels are copied.</summary>
    /// <param name="width">Pixels in a row, 1 or more.</param>
    /// <param name="height">Rows, 1 or more.</param>
    /// <param name="rgb">Rows from the top, pixels from the left, three bytes each: red, green, blue.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="rgb"/> does not have width × height × 3 bytes.</exception>
    public static AlignedFace FromRgb(int width, int height, ReadOnlySpan<byte> rgb)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (rgb.Length != (long)width * height * Channels)
        {
            throw new ArgumentException($"{width} x {height} pixels of three bytes are {(long)width * height * Channels} bytes; {rgb.Length} were given.", nameof(rgb));
        }

        return new AlignedFace(width, height, rgb.ToArray());
    }
}

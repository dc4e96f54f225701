namespace HyperFace.Embedding;

/// <summary>What an image may be. Checked on its header, before a pixel is decoded.</summary>
public sealed record ImageLimits
{
    /// <summary>Bytes of the file: 1 to 1 GiB, 32 MiB by default.</summary>
    public int MaxBytes { get; init; } = 32 << 20;

    /// <summary>Pixels in a row: 1 to 65,535, 16,384 by default.</summary>
    public int MaxWidth { get; init; } = 16_384;

    /// <summary>Rows: 1 to 65,535, 16,384 by default.</summary>
    public int MaxHeight { get; init; } = 16_384;

    /// <summary>Pixels in all: 1 to 1,000,000,000, 100,000,000 by default (400 MB while it is decoded).</summary>
    public int MaxPixels { get; init; } = 100_000_000;

    /// <summary>Frames of an animated image: 1 or more, 1 by default. Of an image with more than one, the first is taken.</summary>
    public int MaxFrames { get; init; } = 1;

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/>, naming the limit, unless every number is in its range.</summary>
    public void Validate() => throw new NotImplementedException();
}

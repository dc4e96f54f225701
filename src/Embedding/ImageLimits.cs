using HyperFace.Embedding.Inference;

namespace HyperFace.Embedding;

/// <summary>What an image may be. Checked on its header, before a pixel is decoded.</summary>
public sealed record ImageLimits
{
    private const int LargestFile = 1 << 30;
    private const int LongestSide = 65_535;
    private const int LargestArea = 500_000_000;

    /// <summary>Bytes of the file: 1 to 1 GiB, 32 MiB by default.</summary>
    public int MaxBytes { get; init; } = 32 << 20;

    /// <summary>Pixels in a row: 1 to 65,535, 16,384 by default.</summary>
    public int MaxWidth { get; init; } = 16_384;

    /// <summary>Rows: 1 to 65,535, 16,384 by default.</summary>
    public int MaxHeight { get; init; } = 16_384;

    /// <summary>Pixels in all: 1 to 500,000,000, 100,000,000 by default (400 MB while it is decoded).</summary>
    public int MaxPixels { get; init; } = 100_000_000;

    /// <summary>Frames of an animated image: 1 or more, 1 by default. Of an image with more than one, the first is taken.</summary>
    public int MaxFrames { get; init; } = 1;

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/>, naming the limit, unless every number is in its range.</summary>
    public void Validate()
    {
        OptionRange.Require(MaxBytes, 1, LargestFile, nameof(MaxBytes));
        OptionRange.Require(MaxWidth, 1, LongestSide, nameof(MaxWidth));
        OptionRange.Require(MaxHeight, 1, LongestSide, nameof(MaxHeight));
        OptionRange.Require(MaxPixels, 1, LargestArea, nameof(MaxPixels));
        OptionRange.Require(MaxFrames, 1, int.MaxValue, nameof(MaxFrames));
    }
}

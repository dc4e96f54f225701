using HyperFace.Embedding.Inference;

namespace HyperFace.Embedding;

/// <summary>
/// What an image may be, and what decoding it may cost. All but the time is checked on the header, before a pixel is
/// decoded.
/// </summary>
public sealed record ImageLimits
{
    private const int LargestFile = 1 << 30;
    private const int LongestSide = 65_535;
    private const int LargestArea = 500_000_000;

    private static readonly TimeSpan ShortestTime = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestTime = TimeSpan.FromHours(1);

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

    /// <summary>
    /// What a decoder may have to pass over, 1 or more, 1,000,000,000 by default: of a JPEG its pixels times its scans
    /// (a progressive file has about ten), of a PNG the bytes that it inflates to, of the others its pixels. A file of few
    /// bytes can keep a decoder busy for minutes; it can hide that from its size, but not from this count.
    /// </summary>
    public long MaxDecodeWork { get; init; } = 1_000_000_000;

    /// <summary>
    /// How long one image may be decoded, queueing not counted: 1 millisecond to 1 hour, 10 seconds by default. A decoder
    /// cannot be stopped; the image is refused, and the thread that is lost to it is replaced.
    /// </summary>
    public TimeSpan MaxDecodeTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/>, naming the limit, unless every value is in its range.</summary>
    public void Validate()
    {
        OptionRange.Require(MaxBytes, 1, LargestFile, nameof(MaxBytes));
        OptionRange.Require(MaxWidth, 1, LongestSide, nameof(MaxWidth));
        OptionRange.Require(MaxHeight, 1, LongestSide, nameof(MaxHeight));
        OptionRange.Require(MaxPixels, 1, LargestArea, nameof(MaxPixels));
        OptionRange.Require(MaxFrames, 1, int.MaxValue, nameof(MaxFrames));
        OptionRange.Require(MaxDecodeWork, 1, long.MaxValue, nameof(MaxDecodeWork));
        OptionRange.Require(MaxDecodeTime, ShortestTime, LongestTime, nameof(MaxDecodeTime));
    }
}

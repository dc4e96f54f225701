using HyperFace.Embedding.Images;
using HyperFace.Embedding.Tests.Models;
using SkiaSharp;

namespace HyperFace.Embedding.Tests.Images;

/// <summary>Files that cost a decoder far more than their bytes: refused by what their structure says, or stopped by the clock.</summary>
public sealed class DecodeWorkTests
{
    private const int Side = 6000;
    private const int EmptyScans = 90;

    /// <summary>36 million pixels, 92 scans, some tens of kilobytes for each of them.</summary>
    private static readonly Lazy<byte[]> ManyScans = new(() => JpegFile.Progressive(Side, Side, [100], EmptyScans));

    [Fact]
    public void A_progressive_JPEG_of_many_scans_over_many_pixels_is_refused_by_its_work()
    {
        InvalidImageException refusal = Assert.Throws<InvalidImageException>(() => ImageHeader.Read(ManyScans.Value, new ImageLimits()));

        Assert.Equal(InvalidImageReason.TooMuchWork, refusal.Reason);
        Assert.Contains($"{(long)Side * Side * (EmptyScans + 2)} pixels or bytes; 1000000000 are allowed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_work_of_an_honest_progressive_JPEG_is_its_pixels_times_its_scans()
    {
        byte[] image = JpegFile.Progressive(40, 30, [1, 2, 3], emptyScans: 4);
        const long work = 40 * 30 * (1 + 3 + 4);

        ImageHeader header = ImageHeader.Read(image, new ImageLimits { MaxDecodeWork = work });

        Assert.Equal(work, header.Work);
        Assert.Equal((40 * 30 * (4 + 6)) + (2 * image.Length), header.DecodingBytes(image.Length));
        ImageRefusalTests.Refuses(InvalidImageReason.TooMuchWork, image, $"{work} pixels or bytes; {work - 1} are allowed", new ImageLimits { MaxDecodeWork = work - 1 });
    }

    [Fact]
    public async Task A_decoder_at_work_beyond_the_time_limit_is_left_to_itself()
    {
        using var model = new TestModel();
        using FaceEmbedder embedder = model.Open(new FaceEmbedderOptions
        {
            DecodeThreads = 1,
            MaxMemory = 1L << 32,
            Limits = new ImageLimits { MaxDecodeWork = long.MaxValue, MaxDecodeTime = TimeSpan.FromMilliseconds(1) },
        });

        InvalidImageException refusal = await Assert.ThrowsAsync<InvalidImageException>(() => embedder.PrepareAsync(ManyScans.Value, TestContext.Current.CancellationToken));

        Assert.Equal(InvalidImageReason.TimedOut, refusal.Reason);
    }

    [Fact]
    public void A_PNG_whose_data_cannot_hold_its_pixels_is_refused_before_it_is_inflated()
    {
        byte[] lie = [.. PngFile.Header(9000, 9000), .. PngFile.Chunk("IDAT", new byte[200]), .. PngFile.Chunk("IEND", [])];
        ImageRefusalTests.Refuses(InvalidImageReason.Damaged, lie, "its 200 bytes of compressed data cannot hold its pixels");

        // One colour, packed as well as deflate can: whole, and accepted.
        byte[] packed = Pictures.Plain(1000, 1000, 9, 9, 9).Png();
        Assert.Equal((1000 * 1000 * 3) + 1000, ImageHeader.Read(packed, new ImageLimits()).Work);
    }

    [Theory]
    [InlineData("zTXt")]
    [InlineData("iTXt")]
    [InlineData("iCCP")]
    public void Compressed_text_in_a_PNG_counts_as_what_it_may_inflate_to(string chunk)
    {
        byte[] image = Pictures.Plain(32, 32, 1, 2, 3).Png();
        for (int i = 0; i < 200; i++)
        {
            image = PngFile.Insert(image, chunk, new byte[20_000]);
        }

        ImageRefusalTests.Refuses(InvalidImageReason.TooMuchWork, image, "would pass over 1600");
    }

    [Fact]
    public void A_picture_that_takes_more_than_the_memory_is_refused_by_name()
    {
        using var model = new TestModel();
        using FaceEmbedder embedder = model.Open(new FaceEmbedderOptions { MaxMemory = 16 << 20 });

        InvalidImageException refusal = Assert.Throws<InvalidImageException>(() => embedder.Prepare(Pictures.Plain(2500, 2500, 1, 2, 3).Png()));

        Assert.Equal(InvalidImageReason.TooLarge, refusal.Reason);
        Assert.Contains("MaxMemory", refusal.Message, StringComparison.Ordinal);
        embedder.Prepare(Pictures.Plain(1500, 1500, 1, 2, 3).Png());
    }

    public static TheoryData<string, byte[]> OtherFormats() => new()
    {
        { "GIF87a", [.. "GIF87a"u8, 16, 0, 16, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255] },
        { "GIF89a", [.. "GIF89a"u8, 16, 0, 16, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255] },
        { "ICO", Icon(1) },
        { "CUR", Icon(2) },
        { "WBMP", Wbmp() },
        { "TIFF, DNG little-endian", [.. "II*\0"u8, 8, 0, 0, 0] },
        { "TIFF, DNG big-endian", [.. "MM\0*"u8, 0, 0, 0, 8] },
        { "HEIF", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8] },
        { "AVIF", [0, 0, 0, 24, .. "ftypavif"u8, 0, 0, 0, 0, .. "mif1avif"u8] },
        { "JPEG XL", [0xFF, 0x0A, 0, 0] },
        { "JPEG XL box", [0, 0, 0, 12, .. "JXL "u8, 0x0D, 0x0A, 0x87, 0x0A] },
        { "JPEG 2000", [0, 0, 0, 12, .. "jP  "u8, 0x0D, 0x0A, 0x87, 0x0A] },
        { "PKM", [.. "PKM 10"u8, 0, 0, 0, 16, 0, 16, 0, 16, 0, 16] },
        { "KTX", [0xAB, .. "KTX 11"u8, 0xBB, 0x0D, 0x0A, 0x1A, 0x0A] },
        { "ASTC", [0x13, 0xAB, 0xA1, 0x5C, 4, 4, 1] },
        { "Canon raw", [.. "II\u001A\0\0\0HEAPCCDR"u8] },
        { "Fuji raw", [.. "FUJIFILMCCD-RAW "u8] },
        { "Panasonic raw", [.. "IIU\0"u8, 8, 0, 0, 0] },
        { "SVG", [.. "<svg xmlns='http://www.w3.org/2000/svg'/>"u8] },
        { "PDF", [.. "%PDF-1.7"u8] },
    };

    [Theory]
    [MemberData(nameof(OtherFormats))]
    public void What_Skia_could_read_beside_the_named_formats_never_reaches_it(string format, byte[] image)
    {
        // The header readers are our own code and the first thing that runs: what they refuse, no decoder sees.
        InvalidImageException refusal = Assert.Throws<InvalidImageException>(() => ImageHeader.Read(image, new ImageLimits()));
        Assert.True(refusal.Reason == InvalidImageReason.UnknownFormat, format);
    }

    [Fact]
    public void Skia_would_have_read_some_of_them()
    {
        foreach (byte[] image in new[] { Icon(1), Wbmp() })
        {
            using SKData data = SKData.CreateCopy(image);
            using SKCodec? codec = SKCodec.Create(data);
            Assert.NotNull(codec);
        }
    }

    /// <summary>An icon with a PNG in it.</summary>
    private static byte[] Icon(byte type)
    {
        byte[] png = Pictures.Plain(16, 16, 1, 2, 3).Png();
        return [0, 0, type, 0, 1, 0, 16, 16, 0, 0, 1, 0, 32, 0, .. Bytes.LittleEndian32(png.Length), .. Bytes.LittleEndian32(22), .. png];
    }

    /// <summary>A wireless bitmap: type 0, no extensions, 16 x 16, one bit a pixel.</summary>
    private static byte[] Wbmp() => [0, 0, 16, 16, .. new byte[32]];
}

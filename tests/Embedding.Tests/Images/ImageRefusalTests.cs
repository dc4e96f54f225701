using System.Text;
using HyperFace.Embedding.Images;

namespace HyperFace.Embedding.Tests.Images;

public sealed class ImageRefusalTests
{
    [Fact]
    public void No_bytes_are_empty() => Refuses(InvalidImageReason.Empty, [], "no bytes");

    [Theory]
    [InlineData("a text that somebody named portrait.jpg")]
    [InlineData("GIF89a")]
    [InlineData("II*\0")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("RIFF\0\0\0\0WAVE")]
    [InlineData("RIFF")]
    [InlineData("\u00FF")]
    public void What_is_none_of_the_formats_is_of_unknown_format(string text) =>
        Refuses(InvalidImageReason.UnknownFormat, Encoding.Latin1.GetBytes(text), "not a JPEG, PNG, WebP or BMP");

    [Fact]
    public void Too_many_bytes_are_refused_before_they_are_looked_at()
    {
        byte[] image = Pictures.Slopes(32, 32).Png();
        Refuses(InvalidImageReason.TooManyBytes, image, $"has {image.Length} bytes; {image.Length - 1} are allowed", new ImageLimits { MaxBytes = image.Length - 1 });
        Refuses(InvalidImageReason.TooManyBytes, new byte[101], "has 101 bytes", new ImageLimits { MaxBytes = 100 });
        ImageHeader.Read(image, new ImageLimits { MaxBytes = image.Length });
    }

    public static TheoryData<string, byte[]> Huge() => new()
    {
        { "30000 x 30000", PngFile.Header(30_000, 30_000) },
        { "30000 x 30000", [.. PngFile.Header(30_000, 30_000), .. PngFile.Chunk("IDAT", [1, 2, 3])] },
        { "20 x 8000000", PngFile.Header(20, 8_000_000) },
        { "4294967295 x 4294967295", PngFile.Header(uint.MaxValue, uint.MaxValue) },
        { "16383 x 16383", WebPFile.Of(WebPFile.Chunk("VP8 ", [0, 0, 0, 0x9D, 0x01, 0x2A, 0xFF, 0x3F, 0xFF, 0x3F])) },
        { "16384 x 16384", WebPFile.Of(WebPFile.Chunk("VP8L", [0x2F, 0xFF, 0xFF, 0xFF, 0xFF, 0])) },
        { "16777216 x 16777216", WebPFile.Of(WebPFile.Canvas(0, 1 << 24, 1 << 24)) },
        { "65535 x 65535", [0xFF, 0xD8, 0xFF, 0xC2, 0, 11, 8, 0xFF, 0xFF, 0xFF, 0xFF, 1, 1, 0x11, 0] },
        { "65535 x 65535", BmpFile.Header(65_535, 65_535, core: true) },
        { "2147483647 x 2147483648", BmpFile.Header(int.MaxValue, int.MinValue) },
    };

    [Theory]
    [MemberData(nameof(Huge))]
    public void A_huge_picture_is_refused_by_its_header_without_room_for_pixels(string size, byte[] header)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        InvalidImageException refusal = Assert.Throws<InvalidImageException>(() => ImageHeader.Read(header, new ImageLimits()));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
        Assert.Equal(InvalidImageReason.TooLarge, refusal.Reason);
        Assert.Contains(size + " pixels", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_one_pixel_wide_and_eight_million_high_is_refused() =>
        Refuses(InvalidImageReason.TooSmall, PngFile.Header(1, 8_000_000), "1 x 8000000 pixels");

    [Theory]
    [InlineData(100, 100, 100 * 100, true)]
    [InlineData(99, 100, 100 * 100, false)]
    [InlineData(100, 99, 100 * 100, false)]
    [InlineData(100, 100, (100 * 100) - 1, false)]
    public void Width_height_and_area_each_have_a_limit(int maxWidth, int maxHeight, int maxPixels, bool accepted)
    {
        byte[] image = Pictures.Plain(100, 100, 1, 2, 3).Png();
        var limits = new ImageLimits { MaxWidth = maxWidth, MaxHeight = maxHeight, MaxPixels = maxPixels };
        if (accepted)
        {
            FaceCutter.Cut(image, limits, 32, 32);
        }
        else
        {
            Refuses(InvalidImageReason.TooLarge, image, $"{maxWidth} x {maxHeight} and {maxPixels} in all are allowed", limits);
        }
    }

    [Theory]
    [InlineData(15, 100)]
    [InlineData(100, 15)]
    [InlineData(1, 1)]
    public void A_side_too_short_for_a_face_is_refused(int width, int height)
    {
        foreach (byte[] image in new[] { Pictures.Plain(width, height, 1, 2, 3).Png(), Pictures.Plain(width, height, 1, 2, 3).Jpeg(), Pictures.Plain(width, height, 1, 2, 3).WebP(), BmpFile.Of(Pictures.Plain(width, height, 1, 2, 3)) })
        {
            Refuses(InvalidImageReason.TooSmall, image, $"{width} x {height} pixels; each side must have 16");
        }

        ImageDecodingTests.Cut(Pictures.Plain(16, 16, 1, 2, 3).Png(), 112, 112);
    }

    [Fact]
    public void An_animation_with_more_frames_than_allowed_is_refused()
    {
        byte[] still = Pictures.Slopes(32, 32).WebP();
        byte[] webp = WebPFile.Animation(still, 32, 32, frames: 3);
        byte[] png = Pictures.Slopes(32, 32).Png();
        byte[] announced = PngFile.Insert(png, "acTL", [.. Bytes.BigEndian32(3), .. Bytes.BigEndian32(0)]);
        byte[] unannounced = PngFile.Insert(PngFile.Insert(PngFile.Insert(png, "fcTL", new byte[26]), "fcTL", new byte[26]), "fcTL", new byte[26]);
        foreach (byte[] image in new[] { webp, announced, unannounced })
        {
            Refuses(InvalidImageReason.TooManyFrames, image, "3 frames; 1 are allowed");
            Refuses(InvalidImageReason.TooManyFrames, image, "3 frames; 2 are allowed", new ImageLimits { MaxFrames = 2 });
        }
    }

    [Fact]
    public void Of_an_animation_that_is_allowed_the_first_frame_is_taken()
    {
        byte[] still = Pictures.Slopes(32, 32).WebP();
        byte[] expected = ImageDecodingTests.Cut(still, 32, 32).Rgb.ToArray();
        var limits = new ImageLimits { MaxFrames = 3 };
        Assert.Equal(expected, FaceCutter.Cut(WebPFile.Animation(still, 32, 32, frames: 3), limits, 32, 32).Rgb.ToArray());
        byte[] png = Pictures.Slopes(32, 32).Png();
        byte[] animated = PngFile.Insert(png, "acTL", [.. Bytes.BigEndian32(3), .. Bytes.BigEndian32(0)]);
        Assert.Equal(ImageDecodingTests.Cut(png, 32, 32).Rgb.ToArray(), FaceCutter.Cut(animated, limits, 32, 32).Rgb.ToArray());
    }

    [Fact]
    public void A_JPEG_of_more_scans_than_any_honest_file_is_refused()
    {
        Refuses(InvalidImageReason.Damaged, JpegFile.Of(32, 32, [77], scans: 101), "101 scans; 100 are allowed");
        ImageHeader.Read(JpegFile.Of(32, 32, [77], scans: 100), new ImageLimits());
    }

    [Fact]
    public void Two_sizes_in_one_file_are_refused()
    {
        byte[] webp = WebPFile.Of(WebPFile.Canvas(0, 64, 64), Pictures.Slopes(32, 32).WebP()[12..]);
        Refuses(InvalidImageReason.Damaged, webp, "damaged");
    }

    [Fact]
    public void A_PNG_with_a_broken_checksum_is_damaged()
    {
        byte[] png = Pictures.Noise(32, 32, 1).Png();
        png[png.Length - 12 - 5] ^= 0x10;
        Refuses(InvalidImageReason.Damaged, png, "damaged");
    }

    internal static void Refuses(InvalidImageReason reason, byte[] image, string message, ImageLimits? limits = null)
    {
        InvalidImageException refusal = Assert.Throws<InvalidImageException>(() => FaceCutter.Cut(image, limits ?? new ImageLimits(), 32, 32));
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(reason, refusal.Reason);
    }
}

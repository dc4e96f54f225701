using System.Runtime.InteropServices;
using HyperFace.Embedding.Images;
using SkiaSharp;

namespace HyperFace.Embedding.Tests.Images;

public sealed class ImageDecodingTests
{
    private const int Side = 32;

    public static TheoryData<string> Lossless() => ["png", "bmp", "bmp from the top", "bmp with a short header", "webp without loss"];

    [Theory]
    [MemberData(nameof(Lossless))]
    public void An_image_of_the_model_s_size_passes_pixel_for_pixel(string format)
    {
        byte[] image = format switch
        {
            "png" => Pictures.Noise(Side, Side, 1).Png(),
            "bmp" => BmpFile.Of(Pictures.Noise(Side, Side, 1)),
            "bmp from the top" => BmpFile.Of(Pictures.Noise(Side, Side, 1), fromTop: true),
            "bmp with a short header" => BmpFile.Of(Pictures.Noise(Side, Side, 1), core: true),
            _ => Pictures.Noise(Side, Side, 1).WebPWithoutLoss(),
        };
        Assert.Equal(Rgb(Pictures.Noise(Side, Side, 1)), Cut(image, Side, Side).Rgb.ToArray());
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("webp")]
    public void A_lossy_image_of_the_model_s_size_stays_as_it_was_but_for_the_loss(string format)
    {
        byte[] image = format == "jpeg" ? Pictures.Slopes(Side, Side).Jpeg() : Pictures.Slopes(Side, Side).WebP();
        AssertClose(Rgb(Pictures.Slopes(Side, Side)), Cut(image, Side, Side), 12);
    }

    [Fact]
    public void The_format_is_told_by_the_bytes_alone() =>
        Assert.Equal(Cut(Pictures.Slopes(Side, Side).Png(), Side, Side).Rgb.ToArray(), Cut([.. Pictures.Slopes(Side, Side).Png(), .. "trailing"u8], Side, Side).Rgb.ToArray());

    [Fact]
    public void Grey_becomes_equal_red_green_and_blue()
    {
        byte[] png = PngFile.Of(Side, Side, 8, PngFile.Grey, y => [.. Enumerable.Range(0, Side).Select(x => (byte)((x * 4) + y))]);
        AssertPixels(Cut(png, Side, Side), (x, y) => ((x * 4) + y, (x * 4) + y, (x * 4) + y));
        AssertPixels(Cut(JpegFile.Of(Side, Side, [77]), Side, Side), (_, _) => (77, 77, 77));
    }

    [Theory]
    [InlineData(1, 255)]
    [InlineData(2, 85)]
    [InlineData(4, 17)]
    public void Grey_of_few_bits_is_spread_over_the_whole_range(int depth, int step)
    {
        int perByte = 8 / depth;
        byte[] png = PngFile.Of(Side, Side, depth, PngFile.Grey, _ => Packed(depth, x => x % (1 << depth)));
        AssertPixels(Cut(png, Side, Side), (x, _) => (x % (1 << depth) * step, x % (1 << depth) * step, x % (1 << depth) * step));
        Assert.Equal(Side / perByte, Packed(depth, x => x).Length);
    }

    [Fact]
    public void A_progressive_JPEG_is_read() =>
        AssertPixels(Cut(JpegFile.Progressive(Side, Side, [100]), Side, Side), (_, _) => (100, 100, 100));

    [Fact]
    public void Sixteen_bits_are_brought_to_eight()
    {
        byte[] png = PngFile.Of(Side, Side, 16, PngFile.Colour, y => [.. Enumerable.Range(0, Side).SelectMany(x => new byte[] { (byte)(x * 8), 0x00, (byte)(y * 8), 0x00, 0x80, 0x00 })]);
        AssertPixels(Cut(png, Side, Side), (x, y) => (x * 8, y * 8, 128));
    }

    [Fact]
    public void A_palette_is_looked_up()
    {
        byte[] palette = PngFile.Chunk("PLTE", [255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 8, 7]);
        byte[] png = PngFile.Of(Side, Side, 8, PngFile.Palette, y => [.. Enumerable.Range(0, Side).Select(x => (byte)((x + y) % 4))], palette);
        AssertPixels(Cut(png, Side, Side), (x, y) => ((x + y) % 4) switch { 0 => (255, 0, 0), 1 => (0, 255, 0), 2 => (0, 0, 255), _ => (9, 8, 7) });
    }

    [Fact]
    public void Transparent_pixels_lie_over_mid_grey()
    {
        byte[] png = PngFile.Of(Side, Side, 8, PngFile.ColourAlpha, y => [.. Enumerable.Range(0, Side).SelectMany(_ => y switch
        {
            < 10 => new byte[] { 200, 100, 0, 255 },
            < 20 => [200, 100, 0, 0],
            _ => [200, 100, 0, 51],
        })]);
        AssertPixels(Cut(png, Side, Side), (_, y) => y < 10 ? (200, 100, 0) : y < 20 ? (128, 128, 128) : (142, 122, 102), tolerance: 2);
        byte[] grey = PngFile.Of(Side, Side, 8, PngFile.GreyAlpha, _ => [.. Enumerable.Range(0, Side).SelectMany(_ => new byte[] { 255, 51 })]);
        AssertPixels(Cut(grey, Side, Side), (_, _) => (153, 153, 153), tolerance: 2);
    }

    [Fact]
    public void A_transparent_WebP_lies_over_mid_grey()
    {
        byte[] webp = Pictures.Draw(Side, Side, (x, _) => new SKColor(200, 100, 0, (byte)(x < 16 ? 255 : 0)), transparent: true).WebPWithoutLoss();
        AssertPixels(Cut(webp, Side, Side), (x, _) => x < 16 ? (200, 100, 0) : (128, 128, 128));
    }

    [Fact]
    public void Four_colours_become_three()
    {
        // Cyan 20 %, no magenta, half yellow, a quarter black; Adobe's programs store the complement.
        byte[] ink = [51, 0, 128, 64];
        byte[] stored = [.. ink.Select(value => (byte)(255 - value))];
        AssertPixels(Cut(JpegFile.Of(Side, Side, stored, adobe: true), Side, Side), (_, _) => (204 * 191 / 255, 191, 127 * 191 / 255), tolerance: 3);
    }

    [Fact]
    public void Colours_of_a_wide_gamut_are_brought_into_the_usual_one()
    {
        // The same stored numbers mean a stronger red in Display P3: the nearest in sRGB is pure red.
        SKBitmap wide = new(new SKImageInfo(Side, Side, SKColorType.Rgba8888, SKAlphaType.Opaque, SKColorSpace.CreateRgb(SKColorSpaceTransferFn.Srgb, SKColorSpaceXyz.DisplayP3)));
        MemoryMarshal.Cast<byte, uint>(wide.GetPixelSpan()).Fill(0xFF3333FF);
        byte[] png = wide.Png();
        byte[] pixel = Cut(png, Side, Side).Rgb[..3].ToArray();
        Assert.Equal(255, pixel[0]);
        Assert.InRange(pixel[1], 0, 40);
    }

    [Theory]
    [InlineData(96, 32)]
    [InlineData(97, 32)]
    [InlineData(32, 96)]
    [InlineData(300, 100)]
    public void The_middle_is_cut_out(int width, int height)
    {
        // Thirds of red, green and blue along the longer side: the middle is all green.
        byte[] image = Pictures.Draw(width, height, (x, y) => (width > height ? x * 3 / width : y * 3 / height) switch { 0 => SKColors.Red, 1 => new SKColor(0, 255, 0), _ => SKColors.Blue }).Png();
        AlignedFace face = Cut(image, 32, 32);
        for (int i = 0; i < 32; i++)
        {
            for (int edge = 2; edge < 30; edge++)
            {
                int at = 3 * (width > height ? (i * 32) + edge : (edge * 32) + i);
                Assert.Equal([0, 255, 0], face.Rgb.Slice(at, 3).ToArray());
            }
        }
    }

    [Fact]
    public void A_model_s_input_need_not_be_square()
    {
        AlignedFace face = Cut(Pictures.Slopes(96, 224).Png(), 96, 112);
        Assert.Equal((96, 112), (face.Width, face.Height));
        Assert.Equal(96 * 112 * 3, face.Rgb.Length);

        // The whole width, the middle half of the height.
        Assert.InRange(face.Rgb.Span[0], 0, 1);
        Assert.InRange(face.Rgb.Span[1], 63, 65);
        Assert.InRange(face.Rgb.Span[(96 * 112 * 3) - 2], 190, 192);
    }

    [Fact]
    public void Shrinking_averages_every_pixel_that_is_covered()
    {
        byte[] image = Pictures.Draw(320, 320, (x, y) => (x + y) % 2 == 0 ? SKColors.White : SKColors.Black).Png();
        AssertPixels(Cut(image, 32, 32), (_, _) => (127, 127, 127), tolerance: 1);
    }

    [Fact]
    public void Enlarging_runs_smoothly_from_pixel_to_pixel()
    {
        byte[] image = Pictures.Draw(16, 16, (x, _) => new SKColor((byte)(x * 16), 0, 0)).Png();
        AlignedFace face = Cut(image, 112, 112);
        int[] row = [.. Enumerable.Range(0, 112).Select(x => (int)face.Rgb.Span[3 * x])];
        Assert.Equal(0, row[0]);
        Assert.Equal(240, row[111]);
        Assert.All(row.Zip(row[1..]), pair => Assert.InRange(pair.Second - pair.First, 0, 3));
    }

    [Theory]
    [InlineData("jpeg", 900, 700)]
    [InlineData("jpeg", 1601, 1203)]
    [InlineData("jpeg", 3000, 2000)]
    [InlineData("webp", 900, 700)]
    [InlineData("webp", 1601, 1203)]
    [InlineData("webp without loss", 700, 901)]
    public void A_large_image_decoded_at_a_fraction_looks_like_one_decoded_whole(string format, int width, int height)
    {
        // Smooth shapes with edges: circles on slopes.
        SKBitmap Drawn() => Pictures.Draw(width, height, (x, y) => ((x - (width / 2)) * (x - (width / 2))) + ((y - (height / 2)) * (y - (height / 2))) < height * height / 9
            ? new SKColor(220, (byte)(x * 200 / width), 60)
            : new SKColor((byte)(x * 255 / width), (byte)(y * 255 / height), 128));
        AlignedFace whole = Cut(Drawn().Png(), 112, 112);
        AlignedFace scaled = Cut(format switch { "jpeg" => Drawn().Jpeg(), "webp" => Drawn().WebP(), _ => Drawn().WebPWithoutLoss() }, 112, 112);
        double squares = whole.Rgb.ToArray().Zip(scaled.Rgb.ToArray(), (a, b) => (double)(a - b) * (a - b)).Average();
        double peakSignalToNoise = 10 * Math.Log10(255 * 255 / squares);
        Assert.True(peakSignalToNoise > 38, $"{peakSignalToNoise:F1} dB");
    }

    [Theory]
    [CombinatorialOrientations]
    public void Every_orientation_is_turned_upright(string format, int orientation, bool littleEndian)
    {
        const int width = 48;
        const int height = 32;
        using SKBitmap upright = Pictures.Slopes(width, height);

        // Stored so that turning by the orientation gives the upright picture back.
        bool swapped = orientation >= 5;
        SKBitmap stored = Pictures.Draw(swapped ? height : width, swapped ? width : height, (x, y) =>
        {
            (int column, int row) = orientation switch
            {
                1 => (x, y),
                2 => (width - 1 - x, y),
                3 => (width - 1 - x, height - 1 - y),
                4 => (x, height - 1 - y),
                5 => (y, x),
                6 => (width - 1 - y, x),
                7 => (width - 1 - y, height - 1 - x),
                _ => (y, height - 1 - x),
            };
            return upright.GetPixel(column, row);
        });
        byte[] exif = Exif.Data(orientation, littleEndian);
        byte[] image = format switch
        {
            "jpeg" => Exif.InJpeg(stored.Jpeg(100), exif),
            "png" => Exif.InPng(stored.Png(), exif),
            _ => Exif.InWebP(stored.WebP(), swapped ? height : width, swapped ? width : height, exif),
        };

        AssertClose(Rgb(Pictures.Slopes(width, height)), Cut(image, width, height), format == "png" ? 0 : 14);
        AssertClose(Cut(Pictures.Slopes(width, height).Png(), 20, 20).Rgb.ToArray(), Cut(image, 20, 20), format == "png" ? 1 : 14);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(65_535)]
    public void An_orientation_that_there_is_not_is_upright(int orientation) =>
        Assert.Equal(Rgb(Pictures.Slopes(Side, Side)), Cut(Exif.InPng(Pictures.Slopes(Side, Side).Png(), Exif.Data(orientation)), Side, Side).Rgb.ToArray());

    [Fact]
    public void Damaged_EXIF_data_is_no_damage_to_the_picture()
    {
        byte[] exif = Exif.Data(6);
        byte[] upright = Cut(Pictures.Slopes(Side, Side).Png(), Side, Side).Rgb.ToArray();
        byte[] turned = Cut(Exif.InPng(Pictures.Slopes(Side, Side).Png(), exif), Side, Side).Rgb.ToArray();
        Assert.NotEqual(upright, turned);
        Assert.Equal(turned, Cut(Exif.InPng(Pictures.Slopes(Side, Side).Png(), [.. "Exif\0\0"u8, .. exif]), Side, Side).Rgb.ToArray());
        Assert.Equal(turned, Cut(Exif.InPng(Pictures.Slopes(Side, Side).Png(), Exif.Data(6, type: 4)), Side, Side).Rgb.ToArray());
        for (int length = 0; length < exif.Length; length++)
        {
            byte[] rgb = Cut(Exif.InPng(Pictures.Slopes(Side, Side).Png(), exif[..length]), Side, Side).Rgb.ToArray();
            Assert.True(rgb.SequenceEqual(upright) || rgb.SequenceEqual(turned));
        }
    }

    internal static AlignedFace Cut(byte[] image, int width, int height) => FaceCutter.Cut(image, new ImageLimits(), width, height);

    private static byte[] Packed(int depth, Func<int, int> value) =>
        [.. Enumerable.Range(0, Side).Select(value).Chunk(8 / depth).Select(chunk => (byte)chunk.Aggregate(0, (bits, sample) => (bits << depth) | (sample % (1 << depth))))];

    private static byte[] Rgb(SKBitmap bitmap)
    {
        using (bitmap)
        {
            return [.. Enumerable.Range(0, bitmap.Width * bitmap.Height).Select(i => bitmap.GetPixel(i % bitmap.Width, i / bitmap.Width)).SelectMany(colour => new[] { colour.Red, colour.Green, colour.Blue })];
        }
    }

    private static void AssertClose(byte[] expected, AlignedFace face, int tolerance)
    {
        Assert.Equal(expected.Length, face.Rgb.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.InRange(face.Rgb.Span[i], expected[i] - tolerance, expected[i] + tolerance);
        }
    }

    private static void AssertPixels(AlignedFace face, Func<int, int, (int Red, int Green, int Blue)> expected, int tolerance = 0)
    {
        byte[] pixels = [.. Enumerable.Range(0, face.Width * face.Height).Select(i => expected(i % face.Width, i / face.Width)).SelectMany(pixel => new[] { (byte)pixel.Red, (byte)pixel.Green, (byte)pixel.Blue })];
        AssertClose(pixels, face, tolerance);
    }
}

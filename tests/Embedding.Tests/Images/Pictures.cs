using SkiaSharp;

namespace HyperFace.Embedding.Tests.Images;

/// <summary>Pictures that the tests draw, and their encodings.</summary>
internal static class Pictures
{
    /// <summary>One colour.</summary>
    public static SKBitmap Plain(int width, int height, byte red, byte green, byte blue) => Draw(width, height, (_, _) => new SKColor(red, green, blue));

    /// <summary>Smooth, and of no symmetry: red grows to the right, green downwards, blue along a diagonal.</summary>
    public static SKBitmap Slopes(int width, int height) => Draw(width, height, (x, y) => new SKColor(
        (byte)(x * 255 / Math.Max(1, width - 1)),
        (byte)(y * 255 / Math.Max(1, height - 1)),
        (byte)((x + (2 * y)) * 255 / Math.Max(1, width + (2 * height) - 3))));

    /// <summary>Seeded noise.</summary>
    public static SKBitmap Noise(int width, int height, int seed)
    {
        var random = new Random(seed);
        return Draw(width, height, (_, _) => new SKColor((uint)random.Next() | 0xFF000000));
    }

    /// <summary>A picture drawn pixel by pixel; it may have transparent ones.</summary>
    public static SKBitmap Draw(int width, int height, Func<int, int, SKColor> colour, bool transparent = false)
    {
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, transparent ? SKAlphaType.Unpremul : SKAlphaType.Opaque));
        Span<byte> pixels = bitmap.GetPixelSpan();
        for (int i = 0; i < width * height; i++)
        {
            SKColor pixel = colour(i % width, i / width);
            (pixels[4 * i], pixels[(4 * i) + 1], pixels[(4 * i) + 2], pixels[(4 * i) + 3]) = (pixel.Red, pixel.Green, pixel.Blue, pixel.Alpha);
        }

        return bitmap;
    }

    public static byte[] Png(this SKBitmap bitmap) => Encode(bitmap, SKEncodedImageFormat.Png, 100);

    public static byte[] Jpeg(this SKBitmap bitmap, int quality = 95) => Encode(bitmap, SKEncodedImageFormat.Jpeg, quality);

    public static byte[] WebP(this SKBitmap bitmap, int quality = 95) => Encode(bitmap, SKEncodedImageFormat.Webp, quality);

    public static byte[] WebPWithoutLoss(this SKBitmap bitmap)
    {
        using (bitmap)
        {
            using SKPixmap pixels = bitmap.PeekPixels();
            using SKData? data = pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 100));
            return data!.ToArray();
        }
    }

    private static byte[] Encode(SKBitmap bitmap, SKEncodedImageFormat format, int quality)
    {
        using (bitmap)
        {
            using SKData data = bitmap.Encode(format, quality);
            return data.ToArray();
        }
    }
}

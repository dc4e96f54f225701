using SkiaSharp;

namespace HyperFace.Bench;

/// <summary>Seeded pictures with the detail of a photograph: slopes, soft blobs, edges and sensor noise.</summary>
internal static class TestImage
{
    private const int Blobs = 40;

    public static byte[] Jpeg(int width, int height, int seed, int quality)
    {
        using SKBitmap bitmap = Draw(width, height, seed);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, quality);
        return data.ToArray();
    }

    public static SKBitmap Draw(int width, int height, int seed)
    {
        var random = new Random(seed);
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(Colour(random));
            for (int i = 0; i < Blobs; i++)
            {
                float size = (float)(width * (0.02 + (0.2 * random.NextDouble())));
                using var paint = new SKPaint { Color = Colour(random).WithAlpha(160), IsAntialias = true };
                if (i % 2 == 0)
                {
                    paint.MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, size / 8);
                }

                canvas.DrawOval((float)(random.NextDouble() * width), (float)(random.NextDouble() * height), size, size * 1.3f, paint);
            }
        }

        AddNoise(bitmap.GetPixelSpan(), random);
        return bitmap;
    }

    private static SKColor Colour(Random random) => new((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));

    private static void AddNoise(Span<byte> rgba, Random random)
    {
        for (int i = 0; i < rgba.Length; i++)
        {
            if (i % 4 != 3)
            {
                rgba[i] = (byte)Math.Clamp(rgba[i] + random.Next(-6, 7), 0, 255);
            }
        }
    }
}

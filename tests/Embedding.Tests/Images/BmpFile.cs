using SkiaSharp;

namespace HyperFace.Embedding.Tests.Images;

/// <summary>BMP files, which the encoder at hand does not write.</summary>
internal static class BmpFile
{
    private const int FileHeader = 14;
    private const int InfoHeader = 40;
    private const int CoreHeader = 12;

    /// <summary>24 bits a pixel.</summary>
    /// <param name="bitmap">The picture.</param>
    /// <param name="fromTop">Rows from the top; BMP's custom is from the bottom.</param>
    /// <param name="core">With OS/2's short header.</param>
    public static byte[] Of(SKBitmap bitmap, bool fromTop = false, bool core = false)
    {
        using (bitmap)
        {
            int stride = ((bitmap.Width * 3) + 3) & ~3;
            var pixels = new byte[stride * bitmap.Height];
            for (int y = 0; y < bitmap.Height; y++)
            {
                int row = (fromTop ? y : bitmap.Height - 1 - y) * stride;
                for (int x = 0; x < bitmap.Width; x++)
                {
                    SKColor colour = bitmap.GetPixel(x, y);
                    (pixels[row + (3 * x)], pixels[row + (3 * x) + 1], pixels[row + (3 * x) + 2]) = (colour.Blue, colour.Green, colour.Red);
                }
            }

            return [.. Header(bitmap.Width, fromTop ? -bitmap.Height : bitmap.Height, pixels.Length, core), .. pixels];
        }
    }

    /// <summary>The headers alone.</summary>
    public static byte[] Header(int width, int height, int pixelBytes = 0, bool core = false)
    {
        int offset = FileHeader + (core ? CoreHeader : InfoHeader);
        byte[] file = [.. "BM"u8, .. Bytes.LittleEndian32(offset + (long)pixelBytes), 0, 0, 0, 0, .. Bytes.LittleEndian32(offset)];
        return core
            ? [.. file, .. Bytes.LittleEndian32(CoreHeader), .. Bytes.LittleEndian16(width), .. Bytes.LittleEndian16(height), 1, 0, 24, 0]
            : [.. file, .. Bytes.LittleEndian32(InfoHeader), .. Bytes.LittleEndian32(width), .. Bytes.LittleEndian32(height), 1, 0, 24, 0, .. new byte[24]];
    }
}

using SkiaSharp;

namespace HyperFace.Host.Commands.Synthesis.Faces;

/// <summary>Pixels into the bytes of a picture file.</summary>
internal sealed class PictureEncoder(PictureFormat format, int jpegQuality)
{
    private const int Lossless = 100;

    /// <summary>What a file's name ends in, with the dot.</summary>
    public string Extension => format == PictureFormat.Png ? ".png" : ".jpg";

    /// <summary>Encodes a square picture.</summary>
    /// <param name="rgb">size x size pixels of three bytes.</param>
    /// <param name="size">Pixels a side.</param>
    public byte[] Encode(ReadOnlySpan<byte> rgb, int size)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(size, size, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Span<byte> rgba = bitmap.GetPixelSpan();
        for (int i = 0; i < rgb.Length / 3; i++)
        {
            rgb.Slice(3 * i, 3).CopyTo(rgba[(4 * i)..]);
            rgba[(4 * i) + 3] = byte.MaxValue;
        }

        using SKData file = format == PictureFormat.Png ? bitmap.Encode(SKEncodedImageFormat.Png, Lossless) : bitmap.Encode(SKEncodedImageFormat.Jpeg, jpegQuality);
        return file.ToArray();
    }
}

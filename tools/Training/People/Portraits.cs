using HyperFace.Synthesis;
using SkiaSharp;

namespace HyperFace.Training.People;

/// <summary>Pictures of people as files would hold them: drawn, and compressed as JPEG at a quality that differs from picture to picture.</summary>
/// <param name="People">Of whom.</param>
/// <param name="Range">How far pictures of one person go apart.</param>
internal sealed record Portraits(IPeople People, VariationRange Range)
{
    private const int LeastQuality = 85;
    private const int Qualities = 11;

    /// <summary>One picture of one person: the bytes of a JPEG file.</summary>
    public byte[] Jpeg(int subject, int image)
    {
        ulong seed = People.ImageSeed(subject, image);
        FaceVariation variation = FaceVariation.FromSeed(seed, Range);
        var rgb = new byte[FaceRenderer.ByteCount];
        FaceRenderer.Render(People.Subject(subject), variation, rgb);
        using var bitmap = new SKBitmap(FaceRenderer.Size, FaceRenderer.Size, SKColorType.Rgba8888, SKAlphaType.Opaque);
        Span<byte> pixels = bitmap.GetPixelSpan();
        for (int i = 0; i < FaceRenderer.Size * FaceRenderer.Size; i++)
        {
            rgb.AsSpan(3 * i, 3).CopyTo(pixels[(4 * i)..]);
            pixels[(4 * i) + 3] = byte.MaxValue;
        }

        // A variation that says nothing of compression leaves it to the file.
        int quality = variation.JpegQuality > 0 ? variation.JpegQuality : LeastQuality + (int)(seed % Qualities);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, quality);
        return data.ToArray();
    }

    /// <summary>The pixels of the same picture: rows from the top, pixels from the left, red first.</summary>
    public byte[] Pixels(int subject, int image)
    {
        using SKBitmap bitmap = SKBitmap.Decode(Jpeg(subject, image), new SKImageInfo(FaceRenderer.Size, FaceRenderer.Size, SKColorType.Rgba8888, SKAlphaType.Opaque));
        ReadOnlySpan<byte> pixels = bitmap.GetPixelSpan();
        var rgb = new byte[FaceRenderer.ByteCount];
        for (int i = 0; i < FaceRenderer.Size * FaceRenderer.Size; i++)
        {
            pixels.Slice(4 * i, 3).CopyTo(rgb.AsSpan(3 * i));
        }

        return rgb;
    }
}

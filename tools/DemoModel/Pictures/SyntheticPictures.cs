using HyperFace.Synthesis;
using SkiaSharp;

namespace HyperFace.DemoModel.Pictures;

/// <summary>Pictures of a population as files would hold them: drawn, and compressed as JPEG at a quality that differs from picture to picture.</summary>
internal sealed class SyntheticPictures(string population)
{
    private const int LeastQuality = 85;
    private const int Qualities = 11;

    private readonly SyntheticPopulation _population = new(population);

    /// <summary>One picture of one person: the bytes of a JPEG file.</summary>
    public byte[] Jpeg(int subject, int image)
    {
        var rgb = new byte[FaceRenderer.ByteCount];
        FaceRenderer.Render(_population.Subject(subject), _population.Variation(subject, image), rgb);
        using var bitmap = new SKBitmap(FaceRenderer.Size, FaceRenderer.Size, SKColorType.Rgba8888, SKAlphaType.Opaque);
        Span<byte> pixels = bitmap.GetPixelSpan();
        for (int i = 0; i < FaceRenderer.Size * FaceRenderer.Size; i++)
        {
            rgb.AsSpan(3 * i, 3).CopyTo(pixels[(4 * i)..]);
            pixels[(4 * i) + 3] = byte.MaxValue;
        }

        using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, LeastQuality + (int)(_population.ImageSeed(subject, image) % Qualities));
        return data.ToArray();
    }
}

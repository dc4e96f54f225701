using HyperFace.Host.Demo.Progress;
using HyperFace.Synthesis;
using SkiaSharp;

namespace HyperFace.Host.Demo.Pictures;

/// <summary>Draws pictures into JPEG files, on every processor.</summary>
internal static class PictureStudio
{
    private const int Quality = 90;

    /// <summary>Draws them all; their folders are made.</summary>
    public static Task DrawAsync(SyntheticPopulation population, IReadOnlyCollection<DemoPicture> pictures, StageProgress progress, CancellationToken cancellation)
    {
        foreach (string? folder in pictures.Select(picture => Path.GetDirectoryName(picture.Path)).Distinct())
        {
            Directory.CreateDirectory(folder!);
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };
        return Parallel.ForEachAsync(pictures, options, (picture, _) =>
        {
            File.WriteAllBytes(picture.Path, Jpeg(population, picture));
            progress.Advance();
            return ValueTask.CompletedTask;
        });
    }

    private static byte[] Jpeg(SyntheticPopulation population, DemoPicture picture)
    {
        var rgb = new byte[FaceRenderer.ByteCount];
        FaceRenderer.Render(population.Subject(picture.Subject), population.Variation(picture.Subject, picture.Image), rgb);
        using var bitmap = new SKBitmap(FaceRenderer.Size, FaceRenderer.Size, SKColorType.Rgba8888, SKAlphaType.Opaque);
        Copy(rgb, bitmap.GetPixelSpan());
        using SKData jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return jpeg.ToArray();
    }

    private static void Copy(ReadOnlySpan<byte> rgb, Span<byte> rgba)
    {
        for (int i = 0; i < rgb.Length / 3; i++)
        {
            rgb.Slice(3 * i, 3).CopyTo(rgba[(4 * i)..]);
            rgba[(4 * i) + 3] = byte.MaxValue;
        }
    }
}

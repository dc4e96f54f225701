using System.Globalization;
using HyperFace.Embedding;
using SkiaSharp;

namespace HyperFace.Host.Commands.Detecting;

/// <summary>Writes aligned faces as PNG files, for people to look at.</summary>
internal static class CropFiles
{
    /// <summary>Writes the faces of a photo that were cut out, also those that are not taken; the largest is number 1.</summary>
    /// <param name="folder">Where to; it is made.</param>
    /// <param name="name">What the files' names begin with.</param>
    /// <param name="photo">The photo.</param>
    /// <returns>The files.</returns>
    /// <exception cref="InputException">They cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, string name, PhotoFaces photo)
    {
        var files = new List<string>();
        try
        {
            Directory.CreateDirectory(folder);
            for (int i = 0; i < photo.Faces.Count; i++)
            {
                if (photo.Faces[i].Aligned is { } face)
                {
                    string file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{i + 1}.png"));
                    File.WriteAllBytes(file, Png(face));
                    files.Add(file);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The crops cannot be written to '{folder}': {e.Message}", e);
        }

        return files;
    }

    private static byte[] Png(AlignedFace face)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(face.Width, face.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        ReadOnlySpan<byte> rgb = face.Rgb.Span;
        Span<byte> rgba = bitmap.GetPixelSpan();
        for (int i = 0; i < rgb.Length / 3; i++)
        {
            rgb.Slice(3 * i, 3).CopyTo(rgba[(4 * i)..]);
            rgba[(4 * i) + 3] = byte.MaxValue;
        }

        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}

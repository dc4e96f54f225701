using HyperFace.Synthesis;
using SkiaSharp;

namespace HyperFace.Tests.Photos;

/// <summary>
/// A photo as a camera would take it, of synthetic faces: several, of any size, turned. Beside each stand two small marks,
/// magenta and green, by which <see cref="MarkerDetector"/> finds it.
/// </summary>
internal static class MarkedScene
{
    /// <summary>Draws the photo.</summary>
    public static SKBitmap Draw(int width, int height, params ReadOnlySpan<MarkedFace> faces)
    {
        var photo = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(photo);
        using (var background = new SKPaint { Shader = SKShader.CreateLinearGradient(new SKPoint(0, 0), new SKPoint(width, height), [new SKColor(96, 104, 112), new SKColor(168, 160, 148)], SKShaderTileMode.Clamp) })
        {
            canvas.DrawPaint(background);
        }

        foreach (MarkedFace face in faces)
        {
            Paste(canvas, face);
        }

        canvas.Flush();
        return photo;
    }

    public static byte[] Jpeg(SKBitmap photo, int quality = 95) => Encode(photo, SKEncodedImageFormat.Jpeg, quality);

    public static byte[] Png(SKBitmap photo) => Encode(photo, SKEncodedImageFormat.Png, 100);

    private static byte[] Encode(SKBitmap photo, SKEncodedImageFormat format, int quality)
    {
        using (photo)
        {
            using SKData data = photo.Encode(format, quality);
            return data.ToArray();
        }
    }

    private static void Paste(SKCanvas canvas, MarkedFace face)
    {
        var rgb = new byte[face.Side * face.Side * 3];
        FaceRenderer.RenderAt(face.Side, face.Identity, face.Variation, rgb);
        using SKBitmap picture = ToBitmap(rgb, face.Side);
        using SKImage image = SKImage.FromBitmap(picture);
        canvas.Save();
        canvas.Translate((float)face.X, (float)face.Y);
        canvas.RotateDegrees((float)face.Turn);
        canvas.Translate(-face.Side / 2f, -face.Side / 2f);
        canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear), null);
        Dot(canvas, face.Side, MarkerGeometry.Magenta, new SKColor(255, 0, 255));
        Dot(canvas, face.Side, MarkerGeometry.Green, new SKColor(0, 255, 0));
        canvas.Restore();
    }

    private static void Dot(SKCanvas canvas, int side, System.Numerics.Complex place, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawCircle((float)(place.Real * side), (float)(place.Imaginary * side), (float)(MarkerGeometry.Radius * side), paint);
    }

    private static SKBitmap ToBitmap(byte[] rgb, int side)
    {
        var picture = new SKBitmap(new SKImageInfo(side, side, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Span<byte> pixels = picture.GetPixelSpan();
        for (int i = 0; i < side * side; i++)
        {
            rgb.AsSpan(3 * i, 3).CopyTo(pixels[(4 * i)..]);
            pixels[(4 * i) + 3] = byte.MaxValue;
        }

        return picture;
    }
}

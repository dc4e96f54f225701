using SkiaSharp;

namespace HyperFace.Embedding.Images;

/// <summary>From a file's bytes to a model's input picture.</summary>
internal static class FaceCutter
{
    public static AlignedFace Cut(ReadOnlySpan<byte> image, ImageLimits limits, int width, int height) =>
        Cut(image, ImageHeader.Read(image, limits), width, height);

    /// <summary>Cuts an image whose header was accepted.</summary>
    public static AlignedFace Cut(ReadOnlySpan<byte> image, ImageHeader header, int width, int height)
    {
        // Cut and shrunk as stored, turned at the end: turning 112 x 112 pixels costs nothing, turning 12 million does.
        (int storedWidth, int storedHeight) = Upright.SwapsSides(header.Orientation) ? (height, width) : (width, height);
        using SKBitmap pixels = PixelDecoder.Decode(image, header, storedWidth, storedHeight);
        CutRectangle middle = CutRectangle.Middle(pixels.Width, pixels.Height, storedWidth, storedHeight);
        byte[] stored = Resampler.Resample(pixels.GetPixelSpan(), pixels.Width, pixels.Height, middle, storedWidth, storedHeight);
        return new AlignedFace(width, height, Upright.Turn(stored, storedWidth, storedHeight, header.Orientation));
    }
}

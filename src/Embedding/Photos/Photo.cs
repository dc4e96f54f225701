using HyperFace.Embedding.Alignment;
using HyperFace.Embedding.Images;
using SkiaSharp;

namespace HyperFace.Embedding.Photos;

/// <summary>
/// A photo, decoded once: the detector's picture and the crops come from the same pixels. They stay as stored; what is
/// made of them is turned upright, which costs nothing beside turning millions of pixels.
/// </summary>
internal sealed class Photo : IDisposable
{
    private readonly SKBitmap _pixels;
    private readonly Orientation _orientation;

    private Photo(SKBitmap pixels, ImageHeader header)
    {
        _pixels = pixels;
        _orientation = header.Orientation;
        (Width, Height) = Upright.SwapsSides(_orientation) ? (pixels.Height, pixels.Width) : (pixels.Width, pixels.Height);
        (FullWidth, FullHeight) = Upright.SwapsSides(_orientation) ? ((int)header.Height, (int)header.Width) : ((int)header.Width, (int)header.Height);
    }

    /// <summary>Decoded pixels in a row of the upright photo.</summary>
    public int Width { get; }

    /// <summary>Decoded rows of the upright photo.</summary>
    public int Height { get; }

    /// <summary>Pixels in a row of the upright photo, at its full size.</summary>
    public int FullWidth { get; }

    /// <summary>Rows of the upright photo, at its full size.</summary>
    public int FullHeight { get; }

    /// <summary>Decodes a photo whose header was accepted; a JPEG or WebP that is longer than <paramref name="maxSide"/> at a part of its size, if that is still as long.</summary>
    /// <exception cref="InvalidImageException">The photo is refused.</exception>
    public static Photo Decode(ReadOnlySpan<byte> image, ImageHeader header, int maxSide)
    {
        double part = Math.Min(1, (double)maxSide / Math.Max(header.Width, header.Height));

        // The decoder keeps twice of what it is asked for.
        int width = (int)Math.Ceiling(header.Width * part / 2);
        int height = (int)Math.Ceiling(header.Height * part / 2);
        return new Photo(PixelDecoder.Decode(image, header, width, height), header);
    }

    /// <summary>The whole photo at another size: RGB, upright.</summary>
    public byte[] Shrink(int width, int height)
    {
        (int storedWidth, int storedHeight) = Upright.SwapsSides(_orientation) ? (height, width) : (width, height);
        var whole = new CutRectangle(0, 0, _pixels.Width, _pixels.Height);
        byte[] stored = Resampler.Resample(_pixels.GetPixelSpan(), _pixels.Width, _pixels.Height, whole, storedWidth, storedHeight);
        return Upright.Turn(stored, storedWidth, storedHeight, _orientation);
    }

    /// <summary>A face, aligned; null when its points are degenerate.</summary>
    /// <param name="landmarks">Its points, in pixels of the photo at its full size.</param>
    /// <param name="target">What it is aligned to.</param>
    public AlignedFace? Align(FaceLandmarks landmarks, AlignmentTarget target)
    {
        FaceLandmarks decoded = landmarks.Times((double)Width / FullWidth, (double)Height / FullHeight);
        if (SimilarityFit.Of(decoded, target.Fit) is not { } fitted)
        {
            return null;
        }

        // The template is of 112 pixels; a larger input has it enlarged, as InsightFace does.
        double part = (double)ArcFaceTemplate.Side / target.Side;
        SimilarityMap map = fitted with { A = fitted.A * part, B = fitted.B * part };
        var warp = new FaceWarp(AffineMap.Stored(map, _orientation, _pixels.Width, _pixels.Height), map.Scale, _pixels.Width, _pixels.Height);
        return new AlignedFace(target.Side, target.Side, warp.Sample(_pixels.GetPixelSpan(), target.Side));
    }

    /// <inheritdoc/>
    public void Dispose() => _pixels.Dispose();
}

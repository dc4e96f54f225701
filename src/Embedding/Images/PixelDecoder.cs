using SkiaSharp;

namespace HyperFace.Embedding.Images;

/// <summary>Hands an image whose header was accepted to the native decoder.</summary>
internal static class PixelDecoder
{
    /// <summary>What lies behind a transparent picture: mid grey, which is nearly zero to a model.</summary>
    private const int Background = 128;

    /// <summary>
    /// JPEG and WebP are decoded at a half, a quarter or an eighth when what is left is still this many times the model's
    /// input: less memory, less time, and enough pixels for the filter that does the rest.
    /// </summary>
    private const int Oversampling = 2;

    private static readonly SKColorSpace Srgb = SKColorSpace.CreateSrgb();

    private static ReadOnlySpan<float> Scales => [1f / 8, 1f / 4, 1f / 2];

    /// <summary>Decodes to opaque RGBA rows in sRGB, as stored (not yet turned upright).</summary>
    /// <param name="image">The file.</param>
    /// <param name="header">Its header.</param>
    /// <param name="width">The least pixels in a row that are needed.</param>
    /// <param name="height">The least rows that are needed.</param>
    /// <exception cref="InvalidImageException">The image is damaged, or there is no memory for it.</exception>
    public static SKBitmap Decode(ReadOnlySpan<byte> image, ImageHeader header, int width, int height)
    {
        using SKData data = SKData.CreateCopy(image);
        using SKCodec codec = SKCodec.Create(data) ?? throw Damaged(header, "the decoder cannot read its header");
        if (codec.Info.Width != header.Width || codec.Info.Height != header.Height)
        {
            throw Damaged(header, $"it says in two places that it has {header.Width} x {header.Height} and {codec.Info.Width} x {codec.Info.Height} pixels");
        }

        // Whatever its first bytes said, no decoder but the one that was meant may run.
        if (codec.EncodedFormat != Encoded(header.Format))
        {
            throw Damaged(header, $"the decoder takes it for {codec.EncodedFormat}");
        }

        SKSizeI size = Size(codec, header, width, height);
        bool opaque = codec.Info.AlphaType == SKAlphaType.Opaque;
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, opaque ? SKAlphaType.Opaque : SKAlphaType.Premul, Srgb);
        var pixels = new SKBitmap();
        try
        {
            if (!pixels.TryAllocPixels(info))
            {
                throw new InvalidImageException(InvalidImageReason.TooLarge, $"There is no memory for an image of {size.Width} x {size.Height} pixels.");
            }

            SKCodecResult result = codec.GetPixels(info, pixels.GetPixels());
            if (result != SKCodecResult.Success)
            {
                throw Damaged(header, result == SKCodecResult.IncompleteInput ? "it ends before its last pixel" : $"its pixels cannot be decoded ({result})");
            }

            if (!opaque)
            {
                LayOverBackground(pixels.GetPixelSpan());
            }

            return pixels;
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }

    private static SKEncodedImageFormat Encoded(ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => SKEncodedImageFormat.Jpeg,
        ImageFormat.Png => SKEncodedImageFormat.Png,
        ImageFormat.WebP => SKEncodedImageFormat.Webp,
        _ => SKEncodedImageFormat.Bmp,
    };

    private static SKSizeI Size(SKCodec codec, ImageHeader header, int width, int height)
    {
        if (header.Format is ImageFormat.Jpeg or ImageFormat.WebP && header.Frames == 1)
        {
            foreach (float scale in Scales)
            {
                SKSizeI size = codec.GetScaledDimensions(scale);
                if (size.Width >= width * Oversampling && size.Height >= height * Oversampling)
                {
                    return size;
                }
            }
        }

        return codec.Info.Size;
    }

    // Premultiplied: what the picture adds is there already, what shines through is missing.
    private static void LayOverBackground(Span<byte> rgba)
    {
        for (int i = 0; i + 3 < rgba.Length; i += 4)
        {
            int through = ((255 - rgba[i + 3]) * Background) + 127;
            through /= 255;
            rgba[i] = (byte)Math.Min(255, rgba[i] + through);
            rgba[i + 1] = (byte)Math.Min(255, rgba[i + 1] + through);
            rgba[i + 2] = (byte)Math.Min(255, rgba[i + 2] + through);
        }
    }

    private static InvalidImageException Damaged(ImageHeader header, string how) =>
        new(InvalidImageReason.Damaged, $"The {header.Format} file is damaged: {how}.");
}

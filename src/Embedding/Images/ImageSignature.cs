namespace HyperFace.Embedding.Images;

/// <summary>Tells a format by its first bytes; a file's name is never asked.</summary>
internal static class ImageSignature
{
    private const int WebPNameOffset = 8;

    /// <summary>The format; null when the bytes are none that is read.</summary>
    public static ImageFormat? FormatOf(ReadOnlySpan<byte> image) => image switch
    {
        [0xFF, 0xD8, 0xFF, ..] => ImageFormat.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => ImageFormat.Png,
        [(byte)'B', (byte)'M', ..] => ImageFormat.Bmp,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] when image.Length > WebPNameOffset && image[WebPNameOffset..].StartsWith("WEBP"u8) => ImageFormat.WebP,
        _ => null,
    };
}

namespace HyperFace.Embedding.Images;

/// <summary>The formats that are read. Every other is refused, however well a decoder knows it.</summary>
internal enum ImageFormat
{
    Jpeg,
    Png,
    WebP,
    Bmp,
}

namespace HyperFace.Embedding.Images;

/// <summary>
/// What an image says of itself before a pixel is decoded. It is read by our own code, which allocates nothing: the
/// native decoder sees only images that are whole and within the limits.
/// </summary>
/// <param name="Format">Its format.</param>
/// <param name="Width">Stored pixels in a row.</param>
/// <param name="Height">Stored rows.</param>
/// <param name="Frames">Frames of an animation; 1 for a still image.</param>
/// <param name="Orientation">How to turn it upright.</param>
/// <param name="Fault">What is wrong with the file's structure; null when it is whole.</param>
internal readonly record struct ImageHeader(ImageFormat Format, long Width, long Height, long Frames, Orientation Orientation, string? Fault)
{
    /// <summary>Reads the header of an image and checks it against the limits.</summary>
    /// <exception cref="InvalidImageException">The image is refused.</exception>
    public static ImageHeader Read(ReadOnlySpan<byte> image, ImageLimits limits)
    {
        if (image.IsEmpty)
        {
            throw new InvalidImageException(InvalidImageReason.Empty, "The image is empty: it has no bytes.");
        }

        if (image.Length > limits.MaxBytes)
        {
            throw new InvalidImageException(InvalidImageReason.TooManyBytes, $"The image has {image.Length} bytes; {limits.MaxBytes} are allowed.");
        }

        ImageHeader header = ImageSignature.FormatOf(image) switch
        {
            ImageFormat.Jpeg => JpegHeader.Read(image),
            ImageFormat.Png => PngHeader.Read(image),
            ImageFormat.WebP => WebPHeader.Read(image),
            ImageFormat.Bmp => BmpHeader.Read(image),
            _ => throw new InvalidImageException(InvalidImageReason.UnknownFormat, "The file is not a JPEG, PNG, WebP or BMP image: it begins with other bytes than theirs."),
        };
        header.Check(limits);
        return header;
    }

    // Size before structure: of a file that is too large and damaged, the size is what its sender has to know.
    private void Check(ImageLimits limits)
    {
        if (Width < FaceEmbedder.MinSide || Height < FaceEmbedder.MinSide)
        {
            throw new InvalidImageException(InvalidImageReason.TooSmall, $"The image has {Width} x {Height} pixels; each side must have {FaceEmbedder.MinSide} at least.");
        }

        if (Width > limits.MaxWidth || Height > limits.MaxHeight || Width * Height > limits.MaxPixels)
        {
            throw new InvalidImageException(
                InvalidImageReason.TooLarge,
                $"The image has {Width} x {Height} pixels; {limits.MaxWidth} x {limits.MaxHeight} and {limits.MaxPixels} in all are allowed.");
        }

        if (Frames > limits.MaxFrames)
        {
            throw new InvalidImageException(InvalidImageReason.TooManyFrames, $"The image has {Frames} frames; {limits.MaxFrames} are allowed.");
        }

        if (Fault is not null)
        {
            throw new InvalidImageException(InvalidImageReason.Damaged, $"The {Format} file is damaged: {Fault}.");
        }
    }
}

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
    private const int LeastBytesAPixel = 4;

    /// <summary>What a decoder passes over, where that is more than every pixel once: pixels of all scans, bytes inflated.</summary>
    public long Work { get; init; }

    /// <summary>Bytes that a decoder holds for each pixel beside the decoded one.</summary>
    public int ExtraBytesAPixel { get; init; }

    /// <summary>
    /// Bytes that decoding takes at most: the picture at its full size, what the decoder keeps beside it, and the file
    /// twice (our copy and the decoder's).
    /// </summary>
    public long DecodingBytes(int fileBytes) => (Width * Height * (LeastBytesAPixel + ExtraBytesAPixel)) + (2L * fileBytes);

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

        long work = Math.Max(Work, Width * Height);
        if (work > limits.MaxDecodeWork)
        {
            throw new InvalidImageException(
                InvalidImageReason.TooMuchWork,
                $"Decoding the {Format} file of {Width} x {Height} pixels would pass over {work} pixels or bytes; {limits.MaxDecodeWork} are allowed. Save it again, without progressive scans.");
        }

        if (Fault is not null)
        {
            throw new InvalidImageException(InvalidImageReason.Damaged, $"The {Format} file is damaged: {Fault}.");
        }
    }
}

namespace HyperFace.Embedding.Images;

/// <summary>Reads the size of a BMP file. Whether its pixels are all there is left to the decoder.</summary>
internal static class BmpHeader
{
    private const int InfoOffset = 14;
    private const uint CoreHeaderBytes = 12;

    public static ImageHeader Read(ReadOnlySpan<byte> image)
    {
        var cursor = new HeaderCursor(image, Math.Min(InfoOffset, image.Length));
        bool core = cursor.TakeUInt32LittleEndian() == CoreHeaderBytes;
        long width = core ? cursor.TakeUInt16LittleEndian() : (int)cursor.TakeUInt32LittleEndian();
        long height = core ? cursor.TakeUInt16LittleEndian() : (int)cursor.TakeUInt32LittleEndian();

        // A negative height says that the rows run from the top.
        return new ImageHeader(ImageFormat.Bmp, width, Math.Abs(height), Frames: 1, Orientation.Upright, null);
    }
}

namespace HyperFace.Embedding.Images;

/// <summary>Walks the chunks of a WebP file (RFC 9649).</summary>
internal static class WebPHeader
{
    private const int FirstChunk = 12;

    /// <summary>The decoder's own picture, before it is converted.</summary>
    private const int OwnBytesAPixel = 4;

    private const int SizeOffset = 4;
    private const int NameBytes = 4;
    private const int ChunkHeaderBytes = 8;

    public static ImageHeader Read(ReadOnlySpan<byte> image)
    {
        uint size = new HeaderCursor(image, SizeOffset).TakeUInt32LittleEndian();
        bool cut = size > image.Length - ChunkHeaderBytes;
        var cursor = new HeaderCursor(cut ? image : image[..(int)(size + ChunkHeaderBytes)], FirstChunk);
        var header = new ImageHeader(ImageFormat.WebP, 0, 0, Frames: 1, Orientation.Upright, cut ? $"it says that it has {size + (long)ChunkHeaderBytes} bytes, and has {image.Length}" : null)
        {
            ExtraBytesAPixel = OwnBytesAPixel,
        };
        long frames = 0;
        while (cursor.Left >= ChunkHeaderBytes)
        {
            ReadOnlySpan<byte> name = cursor.Take(NameBytes);
            uint length = cursor.TakeUInt32LittleEndian();
            header = ReadSize(name, cursor, header);
            if (name.SequenceEqual("ANMF"u8))
            {
                frames++;
                header = header with { Frames = frames };
            }

            if (length > cursor.Left)
            {
                header = header with { Fault = header.Fault ?? "it ends inside a chunk" };
                break;
            }

            ReadOnlySpan<byte> chunk = cursor.Take((int)length);
            if (name.SequenceEqual("EXIF"u8))
            {
                header = header with { Orientation = ExifOrientation.Read(chunk) };
            }

            // Chunks are padded to an even length; the last one's padding is sometimes left out.
            cursor.Position += Math.Min((int)(length & 1), cursor.Left);
        }

        return header.Width > 0 ? header : throw new InvalidImageException(InvalidImageReason.Damaged, "The WebP file is damaged: it ends before its size is told.");
    }

    // The first chunk decides: of a file with a canvas (VP8X) the canvas is the size.
    private static ImageHeader ReadSize(ReadOnlySpan<byte> name, HeaderCursor chunk, ImageHeader header)
    {
        if (header.Width > 0)
        {
            return header;
        }

        if (name.SequenceEqual("VP8X"u8))
        {
            ReadOnlySpan<byte> canvas = chunk.Take(10);
            return header with { Width = UInt24(canvas[4..]) + 1, Height = UInt24(canvas[7..]) + 1 };
        }

        if (name.SequenceEqual("VP8L"u8))
        {
            uint bits = new HeaderCursor(chunk.Take(5), position: 1).TakeUInt32LittleEndian();
            return header with { Width = (bits & 0x3FFF) + 1, Height = ((bits >> 14) & 0x3FFF) + 1 };
        }

        if (name.SequenceEqual("VP8 "u8))
        {
            var frame = new HeaderCursor(chunk.Take(10), position: 6);
            return header with { Width = frame.TakeUInt16LittleEndian() & 0x3FFF, Height = frame.TakeUInt16LittleEndian() & 0x3FFF };
        }

        return header;
    }

    private static uint UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | ((uint)bytes[1] << 8) | ((uint)bytes[2] << 16);
}

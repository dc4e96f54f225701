namespace HyperFace.Embedding.Images;

/// <summary>Walks the chunks of a PNG file (W3C PNG, third edition) up to its end chunk.</summary>
internal static class PngHeader
{
    private const int SignatureBytes = 8;
    private const int ChecksumBytes = 4;
    private const int TypeBytes = 4;
    private const int HeaderChunkBytes = 13;

    public static ImageHeader Read(ReadOnlySpan<byte> image)
    {
        var cursor = new HeaderCursor(image, SignatureBytes);
        if (cursor.TakeUInt32BigEndian() != HeaderChunkBytes || !cursor.Take(TypeBytes).SequenceEqual("IHDR"u8))
        {
            throw new InvalidImageException(InvalidImageReason.Damaged, "The PNG file is damaged: its first chunk is not IHDR.");
        }

        uint width = cursor.TakeUInt32BigEndian();
        uint height = cursor.TakeUInt32BigEndian();
        cursor.Position = SignatureBytes;
        return Walk(cursor, new ImageHeader(ImageFormat.Png, width, height, Frames: 1, Orientation.Upright, "it ends before its end chunk"));
    }

    private static ImageHeader Walk(HeaderCursor cursor, ImageHeader header)
    {
        long frames = 0;
        while (cursor.Left >= sizeof(uint) + TypeBytes + ChecksumBytes)
        {
            uint length = cursor.TakeUInt32BigEndian();
            ReadOnlySpan<byte> type = cursor.Take(TypeBytes);
            if (length > cursor.Left - ChecksumBytes)
            {
                break;
            }

            ReadOnlySpan<byte> chunk = cursor.Take((int)length);
            cursor.Take(ChecksumBytes);
            if (type.SequenceEqual("IEND"u8))
            {
                return header with { Fault = null };
            }

            // The frames announced and the frames that are there: neither may pass the limit.
            if (type.SequenceEqual("acTL"u8) && chunk.Length >= sizeof(uint))
            {
                header = header with { Frames = Math.Max(header.Frames, new HeaderCursor(chunk, 0).TakeUInt32BigEndian()) };
            }
            else if (type.SequenceEqual("fcTL"u8))
            {
                frames++;
                header = header with { Frames = Math.Max(header.Frames, frames) };
            }
            else if (type.SequenceEqual("eXIf"u8))
            {
                header = header with { Orientation = ExifOrientation.Read(chunk) };
            }
        }

        return header;
    }
}

namespace HyperFace.Embedding.Images;

/// <summary>Walks the chunks of a PNG file (W3C PNG, third edition) up to its end chunk.</summary>
internal static class PngHeader
{
    private const int SignatureBytes = 8;
    private const int ChecksumBytes = 4;
    private const int TypeBytes = 4;
    private const int HeaderChunkBytes = 13;

    /// <summary>Deflate makes at most so many bytes of one (258 of two bits).</summary>
    private const int MostInflation = 1032;

    /// <summary>Where libpng gives up inflating a chunk that is not pixels.</summary>
    private const int MostInflatedChunk = 8_000_000;

    public static ImageHeader Read(ReadOnlySpan<byte> image)
    {
        var cursor = new HeaderCursor(image, SignatureBytes);
        if (cursor.TakeUInt32BigEndian() != HeaderChunkBytes || !cursor.Take(TypeBytes).SequenceEqual("IHDR"u8))
        {
            throw new InvalidImageException(InvalidImageReason.Damaged, "The PNG file is damaged: its first chunk is not IHDR.");
        }

        uint width = cursor.TakeUInt32BigEndian();
        uint height = cursor.TakeUInt32BigEndian();
        int bits = BitsAPixel(cursor.Take(1)[0], colour: cursor.Take(1)[0]);
        cursor.Position = SignatureBytes;
        return Walk(cursor, new ImageHeader(ImageFormat.Png, width, height, Frames: 1, Orientation.Upright, "it ends before its end chunk"), bits);
    }

    /// <summary>0 where the numbers are none of the format's: the decoder says so.</summary>
    private static int BitsAPixel(int depth, int colour) => depth * colour switch
    {
        0 or 3 => 1,
        2 => 3,
        4 => 2,
        6 => 4,
        _ => 0,
    };

    private static ImageHeader Walk(HeaderCursor cursor, ImageHeader header, int bits)
    {
        long frames = 0;
        long compressed = 0;
        long pixels = (long)Int128.Min((Int128)header.Width * header.Height * bits / 8, long.MaxValue / 2);
        header = header with { Work = pixels + header.Height };
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
                return header with { Fault = pixels > compressed * MostInflation ? $"its {compressed} bytes of compressed data cannot hold its pixels" : null };
            }

            if (type.SequenceEqual("IDAT"u8))
            {
                compressed += chunk.Length;
            }
            else if (type.SequenceEqual("iCCP"u8) || type.SequenceEqual("zTXt"u8) || type.SequenceEqual("iTXt"u8))
            {
                header = header with { Work = header.Work + Math.Min((long)chunk.Length * MostInflation, MostInflatedChunk) };
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

namespace HyperFace.Embedding.Images;

/// <summary>Walks the segments of a JPEG file (ITU-T T.81, annex B) up to its end marker.</summary>
internal static class JpegHeader
{
    private const byte Escape = 0xFF;
    private const byte StuffedZero = 0x00;
    private const byte Temporary = 0x01;
    private const byte FirstFrame = 0xC0;
    private const byte LastFrame = 0xCF;
    private const byte HuffmanTables = 0xC4;
    private const byte JpegExtension = 0xC8;
    private const byte ArithmeticConditioning = 0xCC;
    private const byte FirstRestart = 0xD0;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte ExifSegment = 0xE1;

    /// <summary>
    /// Scans that a file may have. A progressive file has about ten; each one more makes a decoder pass over the whole
    /// picture again, so that a small file of many scans would keep it busy for minutes.
    /// </summary>
    private const int MaxScans = 100;

    public static ImageHeader Read(ReadOnlySpan<byte> image)
    {
        var cursor = new HeaderCursor(image, position: 2);
        var header = new ImageHeader(ImageFormat.Jpeg, 0, 0, Frames: 1, Orientation.Upright, "it ends before its end marker");
        int scans = 0;
        while (TryFindMarker(ref cursor, out byte marker))
        {
            if (marker == EndOfImage && header.Width > 0)
            {
                return WithWork(header, scans) with { Fault = scans == 0 ? "it has no picture" : scans > MaxScans ? $"it has {scans} scans; {MaxScans} are allowed" : null };
            }

            if (marker is Temporary or (>= FirstRestart and <= EndOfImage))
            {
                continue;
            }

            // A file cut inside a segment is told by its size first, when the size was read before the cut.
            if (cursor.Left < sizeof(ushort) || PeekLength(cursor) is var length && (length < sizeof(ushort) || length > cursor.Left))
            {
                break;
            }

            ReadOnlySpan<byte> segment = cursor.Take(PeekLength(cursor))[sizeof(ushort)..];
            if (marker is >= FirstFrame and <= LastFrame and not (HuffmanTables or JpegExtension or ArithmeticConditioning))
            {
                header = ReadFrame(segment, header);
            }
            else if (marker == ExifSegment && header.Orientation == Orientation.Upright && segment.StartsWith("Exif\0\0"u8))
            {
                header = header with { Orientation = ExifOrientation.Read(segment["Exif\0\0"u8.Length..]) };
            }
            else if (marker == StartOfScan)
            {
                scans++;
            }
        }

        return header.Width > 0 ? WithWork(header, scans) : throw new InvalidImageException(InvalidImageReason.Damaged, "The JPEG file ends before its size is told.");
    }

    /// <summary>A file of several scans keeps the coefficients of the whole picture, 16 bits each, and each scan passes over them.</summary>
    private static ImageHeader WithWork(ImageHeader header, int scans) => header with
    {
        Work = header.Width * header.Height * scans,
        ExtraBytesAPixel = scans > 1 ? header.ExtraBytesAPixel : 0,
    };

    private static int PeekLength(HeaderCursor cursor) => cursor.TakeUInt16BigEndian();

    private static ImageHeader ReadFrame(ReadOnlySpan<byte> segment, ImageHeader header)
    {
        var frame = new HeaderCursor(segment, position: 1);
        ushort height = frame.TakeUInt16BigEndian();
        ushort width = frame.TakeUInt16BigEndian();
        int components = frame.Left > 0 ? frame.Take(1)[0] : 0;
        return header with
        {
            Width = Math.Max(header.Width, width),
            Height = Math.Max(header.Height, height),
            ExtraBytesAPixel = Math.Max(header.ExtraBytesAPixel, components * sizeof(short)),
        };
    }

    /// <summary>Goes behind the next marker; passes over coded data, in which an escape is followed by zero or a restart.</summary>
    private static bool TryFindMarker(ref HeaderCursor cursor, out byte marker)
    {
        while (cursor.Rest.IndexOf(Escape) is var next and >= 0)
        {
            cursor.Position += next;
            int fill = cursor.Rest.IndexOfAnyExcept(Escape);
            if (fill < 0)
            {
                break;
            }

            cursor.Position += fill;
            marker = cursor.Take(1)[0];
            if (marker != StuffedZero)
            {
                return true;
            }
        }

        marker = 0;
        return false;
    }
}

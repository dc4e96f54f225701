using System.IO.Compression;
using System.Text;

namespace HyperFace.Embedding.Tests.Images;

/// <summary>PNG files put together chunk by chunk: depths, palettes and animations that no encoder at hand writes.</summary>
internal static class PngFile
{
    public const int Grey = 0;
    public const int Colour = 2;
    public const int Palette = 3;
    public const int GreyAlpha = 4;
    public const int ColourAlpha = 6;

    private const int HeaderEnd = 33;

    /// <summary>A whole file.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="depth">Bits a sample.</param>
    /// <param name="type">Colour type.</param>
    /// <param name="row">The bytes of a row.</param>
    /// <param name="extra">Chunks between header and pixels.</param>
    public static byte[] Of(int width, int height, int depth, int type, Func<int, byte[]> row, params byte[][] extra) =>
        [.. Header((uint)width, (uint)height, depth, type), .. extra.SelectMany(chunk => chunk), .. Chunk("IDAT", Compress(height, row)), .. Chunk("IEND", [])];

    /// <summary>Signature and header chunk.</summary>
    public static byte[] Header(uint width, uint height, int depth = 8, int type = Colour) =>
        [0x89, .. "PNG\r\n\x1A\n"u8, .. Chunk("IHDR", [.. Bytes.BigEndian32(width), .. Bytes.BigEndian32(height), (byte)depth, (byte)type, 0, 0, 0])];

    /// <summary>Puts a chunk behind the header.</summary>
    public static byte[] Insert(byte[] png, string type, byte[] data) => [.. png[..HeaderEnd], .. Chunk(type, data), .. png[HeaderEnd..]];

    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        return [.. Bytes.BigEndian32((uint)data.Length), .. named, .. Bytes.BigEndian32(Crc32(named))];
    }

    private static byte[] Compress(int height, Func<int, byte[]> row)
    {
        using var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.Optimal))
        {
            for (int y = 0; y < height; y++)
            {
                zlib.WriteByte(0);
                zlib.Write(row(y));
            }
        }

        return stream.ToArray();
    }

    private static uint Crc32(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
            }
        }

        return ~crc;
    }
}

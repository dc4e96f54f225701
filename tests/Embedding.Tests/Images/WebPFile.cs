using System.Text;

namespace HyperFace.Embedding.Tests.Images;

/// <summary>WebP files put together chunk by chunk.</summary>
internal static class WebPFile
{
    private const byte Animated = 0x02;
    private const int FileHeader = 12;

    public static byte[] Of(params byte[][] chunks)
    {
        byte[] body = [.. "WEBP"u8, .. chunks.SelectMany(chunk => chunk)];
        return [.. "RIFF"u8, .. Bytes.LittleEndian32(body.Length), .. body];
    }

    public static byte[] Chunk(string name, byte[] data) =>
        [.. Encoding.ASCII.GetBytes(name), .. Bytes.LittleEndian32(data.Length), .. data, .. new byte[data.Length & 1]];

    /// <summary>The chunk of an extended file: flags and the size of the canvas.</summary>
    public static byte[] Canvas(byte flags, int width, int height) =>
        Chunk("VP8X", [flags, 0, 0, 0, .. Bytes.LittleEndian24(width - 1), .. Bytes.LittleEndian24(height - 1)]);

    /// <summary>An animation that shows a still picture several times.</summary>
    public static byte[] Animation(byte[] still, int width, int height, int frames)
    {
        byte[] frame = Chunk("ANMF", [
            .. Bytes.LittleEndian24(0), .. Bytes.LittleEndian24(0), .. Bytes.LittleEndian24(width - 1), .. Bytes.LittleEndian24(height - 1),
            .. Bytes.LittleEndian24(100), 0, .. still[FileHeader..]]);
        return Of([Canvas(Animated, width, height), Chunk("ANIM", new byte[6]), .. Enumerable.Repeat(frame, frames)]);
    }
}

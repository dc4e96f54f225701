using System.Buffers.Binary;

namespace HyperFace.Embedding.Tests.Images;

/// <summary>Files with an orientation written into them.</summary>
internal static class Exif
{
    /// <summary>EXIF data with one entry before the orientation, so that it has to be looked for.</summary>
    public static byte[] Data(int orientation, bool littleEndian = true, ushort type = 3)
    {
        var data = new byte[8 + 2 + (2 * 12) + 4];
        (littleEndian ? "II*\0"u8 : "MM\0*"u8).CopyTo(data);
        Put32(4, 8);
        Put16(8, 2);
        Put16(10, 0x0100);
        Put16(12, 3);
        Put32(14, 1);
        Put16(18, 640);
        Put16(22, 0x0112);
        Put16(24, type);
        Put32(26, 1);
        if (type == 4)
        {
            Put32(30, (uint)orientation);
        }
        else
        {
            Put16(30, (ushort)orientation);
        }

        return data;

        void Put16(int at, ushort value)
        {
            if (littleEndian)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(at), value);
            }
            else
            {
                BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(at), value);
            }
        }

        void Put32(int at, uint value)
        {
            if (littleEndian)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(at), value);
            }
            else
            {
                BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(at), value);
            }
        }
    }

    public static byte[] InJpeg(byte[] jpeg, byte[] exif) =>
        [.. jpeg[..2], 0xFF, 0xE1, .. Bytes.BigEndian16(2 + 6 + exif.Length), .. "Exif\0\0"u8, .. exif, .. jpeg[2..]];

    public static byte[] InPng(byte[] png, byte[] exif) => PngFile.Insert(png, "eXIf", exif);

    public static byte[] InWebP(byte[] webp, int width, int height, byte[] exif) =>
        WebPFile.Of(WebPFile.Canvas(flags: 0x08, width, height), webp[12..], WebPFile.Chunk("EXIF", exif));
}

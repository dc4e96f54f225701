using System.Buffers.Binary;

namespace HyperFace.Embedding.Tests.Images;

/// <summary>Numbers as files hold them.</summary>
internal static class Bytes
{
    public static byte[] BigEndian16(int value) => [(byte)(value >> 8), (byte)value];

    public static byte[] BigEndian32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    public static byte[] LittleEndian16(int value) => [(byte)value, (byte)(value >> 8)];

    public static byte[] LittleEndian32(long value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, (int)value);
        return bytes;
    }

    public static byte[] LittleEndian24(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];
}
